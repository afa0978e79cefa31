internal import Wire

/// Reads an answer as it comes: heads first, then the end of the body by its framing; in bounded memory.
struct AnswerReader {
    private(set) var heads: HeadRecorder
    /// The method that was sent, which tells whether the answer has a body; GET when the request is unreadable.
    let method: String
    /// The length of the head that was sent.
    let requestHeadEnd: Int
    /// A head line that has not ended yet.
    private(set) var line: [UInt8] = []
    private let lineLimit: Int
    private var framing = MessageBody.Framing.close
    private var chunks = ChunkedDecoder()
    private var received = 0

    init(_ request: ClientRequest, verbatim: [UInt8]) {
        heads = HeadRecorder(limit: request.limits.headBytes)
        lineLimit = request.limits.headBytes
        let parsed = HeadParser.parse(.request, verbatim)
        method = parsed.request?.method ?? "GET"
        requestHeadEnd = parsed.isComplete ? parsed.bytes.count : verbatim.count
    }

    /// Takes what one read brought; returns the part that belongs to the body, and what the head came to.
    mutating func feed(_ bytes: UnsafeRawBufferPointer, at now: Instant) -> (UnsafeRawBufferPointer, HeadRecorder.Step)
    {
        var rest = bytes[...]
        while !heads.isComplete, let byte = rest.popFirst() {
            line.append(byte)
            if byte != 0x0A {
                if line.count > lineLimit { return (.empty, .limit("a header line of more than \(lineLimit) bytes")) }
                continue
            }
            let step = line.withUnsafeBytes { heads.take($0, at: now) }
            line.removeAll(keepingCapacity: true)
            switch step {
            case .more: continue
            case .limit, .malformed: return (.empty, step)
            case .answered(let head):
                framing = MessageBody.framing(of: head, method: method).0
                return (body(rest), step)
            }
        }
        return heads.isComplete ? (body(rest), .more) : (.empty, .more)
    }

    private mutating func body(_ rest: Slice<UnsafeRawBufferPointer>) -> UnsafeRawBufferPointer {
        let bytes = UnsafeRawBufferPointer(rebasing: rest)
        received += bytes.count
        if framing == .chunked { chunks.feed(bytes) }
        return bytes
    }

    /// The framing says that the answer is whole.
    var isComplete: Bool {
        guard heads.isComplete else { return false }
        return switch framing {
        case .none: true
        case .length(let length): received >= length
        case .chunked: chunks.isComplete
        case .close: false
        }
    }

    /// Only the end of the connection ends the body.
    var endsWithConnection: Bool { framing == .close }

    /// What is wrong with the chunks, if anything.
    var problem: String? { chunks.error.map { "\($0.message) at byte \($0.offset)" } }
}

extension UnsafeRawBufferPointer {
    fileprivate static var empty: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}
