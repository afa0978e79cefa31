internal import NIOCore
internal import Suites
internal import Wire

/// A prepared answer as buffers that every request shares.
struct BenchBytes {
    let answer: PreparedAnswer
    /// The schedule of a stream.
    var pace: PreparedAnswer.Pace? { answer.pace }
    /// All of a JSON answer; the head and the first event of a stream.
    let first: ByteBuffer
    /// The events after the first.
    let later: [ByteBuffer]
    /// Where the text of each event stands in its bytes, the head left out.
    private let places: [Int]
    /// What follows the last event.
    let tail: ByteBuffer
    /// For look-ups that are no chat.
    let lookup: ByteBuffer

    init(_ answer: PreparedAnswer, identity: ProviderIdentity) {
        self.answer = answer
        lookup = Self.json(#"{"status":"ok","object":"list","data":[{"id":"\#(identity.model)","object":"model"}]}"#)
        switch answer {
        case .json(let bytes):
            first = Self.json(Self.completion(bytes: bytes, identity: identity))
            later = []
            places = []
            tail = ByteBuffer()
        case .stream(let pace), .tools(let pace):
            let isTools = if case .tools = answer { true } else { false }
            let events = (1...pace.events).map { Self.event(pace, $0, identity, isTools: isTools) }
            let mark = Array(#""content":""#.utf8)
            places = events.map { Self.place(of: mark, in: $0) }
            first = ByteBuffer(bytes: Self.streamHead + events[0])
            later = events.dropFirst().map { ByteBuffer(bytes: $0) }
            tail = ByteBuffer(bytes: Self.ending(pace, identity, isTools: isTools))
        }
    }

    /// Event `index` (from 1), with its head when it is the first.
    func event(_ index: Int) -> ByteBuffer {
        index == 1 ? first : later[index - 2]
    }

    /// The same, with a text that names provider and request.
    func event(_ index: Int, signedBy role: ProviderRole, nonce: UInt64) -> ByteBuffer {
        var bytes = event(index)
        let place = places[index - 1] + (index == 1 ? Self.streamHead.count : 0)
        bytes.setBytes(AnswerSignature.content(role, nonce: nonce, event: index), at: bytes.readerIndex + place)
        return bytes
    }

    /// An error in the grammar of the API.
    static func failure(_ status: Int) -> ByteBuffer {
        let body = #"{"error":{"message":"planned","type":"server_error","param":null,"code":null}}"#
        return ByteBuffer(
            string: "HTTP/1.1 \(status) Planned\r\ncontent-type: application/json\r\n"
                + "content-length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    private static func place(of mark: [UInt8], in bytes: [UInt8]) -> Int {
        let starts = 0..<max(0, bytes.count - mark.count)
        return starts.first { bytes[$0..<($0 + mark.count)].elementsEqual(mark) }.map { $0 + mark.count } ?? 0
    }

    // MARK: JSON

    private static func json(_ body: String) -> ByteBuffer {
        ByteBuffer(
            string:
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
        )
    }

    private static func completion(bytes: Int, identity: ProviderIdentity) -> String {
        let before =
            #"{"id":"chatcmpl-bench","object":"chat.completion","created":1700000001,"model":"\#(identity.model)","#
            + #""choices":[{"index":0,"message":{"role":"assistant","content":""#
        let after =
            #""},"finish_reason":"stop"}],"usage":{"prompt_tokens":13,"completion_tokens":7,"total_tokens":20}}"#
        let room = max(1, bytes - before.utf8.count - after.utf8.count)
        return before + String(String(repeating: "\(identity.word) ", count: room / 8 + 1).prefix(room)) + after
    }

    // MARK: stream

    private static let streamHead = Array(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n".utf8)

    private static func chunk(_ text: String) -> [UInt8] {
        Array("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n".utf8)
    }

    private static func envelope(_ choices: String, _ usage: String, _ identity: ProviderIdentity) -> String {
        #"data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1700000001,"model":"\#(identity.model)","#
            + #""choices":\#(choices),"usage":\#(usage)}"# + "\n\n"
    }

    private static func event(
        _ pace: PreparedAnswer.Pace, _ index: Int, _ identity: ProviderIdentity, isTools: Bool
    ) -> [UInt8] {
        let role = index == 1 ? #""role":"assistant","# : ""
        let text = pace.content(ofEvent: index)
        let call = index == 1 ? #""id":"call_bench","type":"function","# : ""
        let name = index == 1 ? #""name":"note","# : ""
        let delta =
            isTools
            ? #"{\#(role)"tool_calls":[{"index":0,\#(call)"function":{\#(name)"arguments":"\#(text)"}}]}"#
            : #"{\#(role)"content":"\#(text)"}"#
        return chunk(envelope(#"[{"index":0,"delta":\#(delta),"finish_reason":null}]"#, "null", identity))
    }

    private static func ending(_ pace: PreparedAnswer.Pace, _ identity: ProviderIdentity, isTools: Bool) -> [UInt8] {
        let reason = isTools ? "tool_calls" : "stop"
        let finish = envelope(#"[{"index":0,"delta":{},"finish_reason":"\#(reason)"}]"#, "null", identity)
        let usage = #"{"prompt_tokens":13,"completion_tokens":\#(pace.events),"total_tokens":\#(13 + pace.events)}"#
        return chunk(finish + envelope("[]", usage, identity) + "data: [DONE]\n\n") + Array("0\r\n\r\n".utf8)
    }
}
