internal import Wire

/// One request being read: head, then body, in bounded memory.
struct IncomingMessage {
    private(set) var head: RequestHead?
    private(set) var body: [UInt8] = []
    private(set) var isComplete = false
    /// The client waits for a word before it sends the body.
    private(set) var expectsContinue = false
    /// Why the request is refused: status and sentence.
    private(set) var refusal: (status: Int, reason: String)?

    private var parser = HeadParser(.request, limit: 64 << 10)
    private var length = 0
    private var chunks: ChunkedDecoder?
    private let bodyLimit: Int

    init(bodyLimit: Int) {
        self.bodyLimit = bodyLimit
    }

    /// Takes bytes up to the end of the request; returns how many.
    mutating func feed(_ bytes: ArraySlice<UInt8>) -> Int {
        var taken = 0
        if head == nil {
            taken = parser.feed(bytes)
            if parser.error != nil || parser.isComplete { begin() }
        }
        if head != nil, !isComplete, refusal == nil { taken += feedBody(bytes.dropFirst(taken)) }
        return taken
    }

    private mutating func begin() {
        guard parser.error == nil, let request = parser.request else {
            refusal = (400, parser.error ?? "the request cannot be read")
            return
        }
        head = request
        expectsContinue = request.fields.list("expect").contains { $0.equalsIgnoringASCIICase("100-continue") }
        let (codings, lengths) = (request.fields.list("transfer-encoding"), Set(request.fields.list("content-length")))
        if let last = codings.last {
            guard last.equalsIgnoringASCIICase("chunked"), lengths.isEmpty else {
                refusal = (400, "the framing of the body contradicts itself")
                return
            }
            chunks = ChunkedDecoder()
        } else if let text = lengths.first {
            guard lengths.count == 1, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let count = Int(text) else {
                refusal = (400, "Content-Length is no number")
                return
            }
            length = count
            if count > bodyLimit { refuseLargeBody() }
        }
        isComplete = chunks == nil && length == 0
    }

    private mutating func feedBody(_ bytes: ArraySlice<UInt8>) -> Int {
        guard chunks != nil else {
            let part = bytes.prefix(length - body.count)
            body += part
            isComplete = body.count == length
            return part.count
        }
        let before = chunks?.consumed ?? 0
        chunks?.feed(bytes)
        if chunks?.error != nil { refusal = (400, "a chunk of the body cannot be read") }
        if (chunks?.payload.count ?? 0) > bodyLimit { refuseLargeBody() }
        isComplete = chunks?.isComplete ?? false
        if isComplete { body = chunks?.payload ?? [] }
        return isComplete ? (chunks?.consumed ?? 0) - before : bytes.count
    }

    private mutating func refuseLargeBody() {
        refusal = (413, "the body is larger than \(bodyLimit) bytes")
    }
}
