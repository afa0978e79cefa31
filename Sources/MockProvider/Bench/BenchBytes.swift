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

    init(_ reply: PreparedReply, identity: ProviderIdentity) {
        answer = reply.answer
        let shape = BenchShape(endpoint: reply.endpoint, identity: identity)
        lookup = Self.json(#"{"status":"ok","object":"list","data":[{"id":"\#(identity.model)","object":"model"}]}"#)
        switch answer {
        case .json(let bytes):
            first = Self.json(shape.whole(bytes: bytes))
            later = []
            places = []
            tail = ByteBuffer()
        case .stream(let pace), .tools(let pace):
            let isTools = if case .tools = answer { true } else { false }
            let events = (1...pace.events).map { Self.chunk(shape.event(pace, $0, isTools: isTools)) }
            let mark = Array(#""content":""#.utf8)
            places = events.map { Self.place(of: mark, in: $0) }
            first = ByteBuffer(bytes: Self.streamHead + events[0])
            later = events.dropFirst().map { ByteBuffer(bytes: $0) }
            tail = ByteBuffer(bytes: Self.chunk(shape.ending(pace, isTools: isTools)) + Array("0\r\n\r\n".utf8))
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

    private static func json(_ body: String) -> ByteBuffer {
        ByteBuffer(
            string:
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
        )
    }

    private static let streamHead = Array(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n".utf8)

    private static func chunk(_ text: String) -> [UInt8] {
        Array("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n".utf8)
    }
}
