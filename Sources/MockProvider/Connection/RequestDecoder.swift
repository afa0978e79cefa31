package import NIOCore
package import Wire

/// Reads HTTP/1.x requests off a byte stream, in any framing, at any split; bounded, and lenient where a journal profits.
package struct RequestDecoder {
    /// What the bytes so far amount to.
    package enum Output: Equatable {
        /// Nothing more without more bytes.
        case needsMore
        case head(RequestHead, bytes: [UInt8], framing: Framing)
        case body(ByteBuffer)
        case end
        /// No HTTP request; the connection cannot go on.
        case bad(status: Int, message: String)
    }

    package enum Framing: String, Equatable {
        case none, length, chunked
    }

    private enum State {
        case head
        case fixed(left: Int)
        case chunkSize
        case chunk(left: Int)
        case chunkEnd
        case trailers(bytes: Int)
        case end
        case failed
    }

    package static let headLimit = 256 << 10
    private static let chunkLineLimit = 4 << 10

    private var inbox = ByteBuffer()
    private var state = State.head
    /// Bytes of `inbox` known to hold no end of a head.
    private var searched = 0

    package init() {}

    /// Bytes that were fed and not yet used.
    package var waitingBytes: Int { inbox.readableBytes }

    /// Whether no byte of a request has been seen since the last one ended.
    package var isIdle: Bool {
        if case .head = state { return inbox.readableBytes == 0 }
        return false
    }

    package mutating func feed(_ bytes: ByteBuffer) {
        var bytes = bytes
        if inbox.readableBytes == 0 {
            inbox = bytes
        } else {
            inbox.writeBuffer(&bytes)
        }
    }

    /// The next piece of the request.
    package mutating func next() -> Output {
        switch state {
        case .head: head()
        case .fixed(let left): part(left) { .fixed(left: $0) }
        case .chunkSize: chunkSize()
        case .chunk(let left): part(left) { .chunk(left: $0) }
        case .chunkEnd: chunkEnd()
        case .trailers(let bytes): trailer(soFar: bytes)
        case .end: ended()
        case .failed: .needsMore
        }
    }

    // MARK: head

    private mutating func head() -> Output {
        dropBlankLines()
        guard let length = headLength() else {
            guard inbox.readableBytes <= Self.headLimit else {
                return fail(431, "the request head is longer than 256 KiB")
            }
            return .needsMore
        }
        guard length <= Self.headLimit else { return fail(431, "the request head is longer than 256 KiB") }
        searched = 0
        let bytes = inbox.readBytes(length: length) ?? []
        return parsed(bytes)
    }

    /// Blank lines before a request are allowed for (RFC 9112 §2.2).
    private mutating func dropBlankLines() {
        while searched == 0, let byte = inbox.getInteger(at: inbox.readerIndex, as: UInt8.self),
            byte == 0x0D || byte == 0x0A
        {
            inbox.moveReaderIndex(forwardBy: 1)
        }
    }

    /// Bytes up to and including the blank line; LF alone is accepted as a line end.
    private mutating func headLength() -> Int? {
        let found = inbox.withUnsafeReadableBytes { bytes -> Int? in
            var index = searched
            while index < bytes.count {
                if bytes[index] == 0x0A, endsHead(bytes, at: index) { return index + 1 }
                index += 1
            }
            return nil
        }
        if found == nil { searched = max(0, inbox.readableBytes - 3) }
        return found
    }

    private func endsHead(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
        if index >= 1, bytes[index - 1] == 0x0A { return true }
        return index >= 2 && bytes[index - 1] == 0x0D && bytes[index - 2] == 0x0A
    }

    private mutating func parsed(_ bytes: [UInt8]) -> Output {
        let lines = HeadLines(bytes).lines
        let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        guard words.count == 3, words[2].hasPrefix("HTTP/1.") else {
            return fail(400, "the request line is not `METHOD target HTTP/1.1`")
        }
        let head = RequestHead(
            method: words[0], target: words[1], version: words[2], fields: HeadLines.fields(Array(lines.dropFirst())))
        return begin(head, bytes)
    }

    private mutating func begin(_ head: RequestHead, _ bytes: [UInt8]) -> Output {
        if head.fields.list("transfer-encoding").contains(where: { $0.equalsIgnoringASCIICase("chunked") }) {
            state = .chunkSize
            return .head(head, bytes: bytes, framing: .chunked)
        }
        guard let text = head.fields["content-length"] else {
            state = .end
            return .head(head, bytes: bytes, framing: .none)
        }
        guard let length = Int(text), length >= 0 else { return fail(400, "Content-Length is no number: \(text)") }
        state = length == 0 ? .end : .fixed(left: length)
        return .head(head, bytes: bytes, framing: .length)
    }

    // MARK: body

    private mutating func part(_ left: Int, next: (Int) -> State) -> Output {
        let count = min(left, inbox.readableBytes)
        guard count > 0, let slice = inbox.readSlice(length: count) else { return .needsMore }
        if left > count {
            state = next(left - count)
        } else if case .chunk = state {
            state = .chunkEnd
        } else {
            state = .end
        }
        return .body(slice)
    }

    private mutating func chunkSize() -> Output {
        guard let line = readLine(limit: Self.chunkLineLimit) else {
            return stuck(limit: Self.chunkLineLimit, "chunk size line")
        }
        let digits = line.prefix { $0 != 0x3B && $0 != 0x20 && $0 != 0x09 }
        guard digits.count <= 15, let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
            return fail(400, "the chunk size is no hexadecimal number that fits")
        }
        state = size == 0 ? .trailers(bytes: 0) : .chunk(left: size)
        return next()
    }

    private mutating func chunkEnd() -> Output {
        guard let line = readLine(limit: 2) else { return stuck(limit: 2, "chunk") }
        guard line.isEmpty else { return fail(400, "a chunk is longer than its size says") }
        state = .chunkSize
        return next()
    }

    private mutating func trailer(soFar: Int) -> Output {
        var total = soFar
        while let line = readLine(limit: Self.headLimit) {
            guard !line.isEmpty else { return ended() }
            total += line.count + 2
            state = .trailers(bytes: total)
            guard total <= Self.headLimit else { return fail(431, "the trailers are longer than 256 KiB") }
        }
        return stuck(limit: Self.headLimit, "trailer line")
    }

    private mutating func ended() -> Output {
        state = .head
        searched = 0
        return .end
    }

    private mutating func readLine(limit: Int) -> [UInt8]? {
        guard let end = inbox.readableBytesView.prefix(limit + 2).firstIndex(of: 0x0A) else { return nil }
        let line = inbox.readBytes(length: end - inbox.readerIndex + 1) ?? []
        return Array(line.dropLast(line.suffix(2).first == 0x0D && line.count > 1 ? 2 : 1))
    }

    private mutating func stuck(limit: Int, _ what: String) -> Output {
        inbox.readableBytes > limit + 1 ? fail(400, "the \(what) does not end") : .needsMore
    }

    private mutating func fail(_ status: Int, _ message: String) -> Output {
        state = .failed
        return .bad(status: status, message: message)
    }
}
