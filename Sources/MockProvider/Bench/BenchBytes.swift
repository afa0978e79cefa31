internal import NIOCore
internal import Suites
internal import Wire

/// A prepared answer as buffers that every request shares.
struct BenchBytes {
    let answer: PreparedAnswer
    /// All of a JSON answer; the head and the first event of a stream.
    let first: ByteBuffer
    /// The events after the first.
    let later: [ByteBuffer]
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
            tail = ByteBuffer()
        case .stream(let pace):
            let events = (1...pace.events).map { Self.event(pace, $0, identity) }
            first = ByteBuffer(bytes: Self.streamHead + events[0])
            later = events.dropFirst().map { ByteBuffer(bytes: $0) }
            tail = ByteBuffer(bytes: Self.ending(pace, identity))
        }
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

    private static func event(_ pace: PreparedAnswer.Pace, _ index: Int, _ identity: ProviderIdentity) -> [UInt8] {
        let role = index == 1 ? #""role":"assistant","# : ""
        let delta = #"{\#(role)"content":"\#(pace.content(ofEvent: index))"}"#
        return chunk(envelope(#"[{"index":0,"delta":\#(delta),"finish_reason":null}]"#, "null", identity))
    }

    private static func ending(_ pace: PreparedAnswer.Pace, _ identity: ProviderIdentity) -> [UInt8] {
        let finish = envelope(#"[{"index":0,"delta":{},"finish_reason":"stop"}]"#, "null", identity)
        let usage = #"{"prompt_tokens":13,"completion_tokens":\#(pace.events),"total_tokens":\#(13 + pace.events)}"#
        return chunk(finish + envelope("[]", usage, identity) + "data: [DONE]\n\n") + Array("0\r\n\r\n".utf8)
    }
}
