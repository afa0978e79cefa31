/// One chunk of a chunked body.
package struct ChunkFrame: Sendable, Equatable {
    package var size: Int
    /// What stands between the size and the line end, `;` included; empty for none.
    package var `extension`: String
    /// The chunk's data in the decoded payload.
    package var payloadRange: Range<Int>
    /// From the first digit of the size to the end of the chunk, its line end included, in the bytes fed.
    package var wireRange: Range<Int>

    package init(size: Int, extension text: String, payloadRange: Range<Int>, wireRange: Range<Int>) {
        self.size = size
        self.extension = text
        self.payloadRange = payloadRange
        self.wireRange = wireRange
    }
}

/// Why bytes are no chunked body, and where.
package struct ChunkedError: Error, Sendable, Equatable {
    /// Counts the bytes fed from 0.
    package var offset: Int
    package var message: String
}

/// Removes the chunked transfer coding piece by piece (RFC 9112 §7.1); strict, and bounded in the length of its lines.
package struct ChunkedDecoder: Sendable {
    package private(set) var payload: [UInt8] = []
    /// The chunks that arrived whole; the last one, of size 0, is not among them.
    package private(set) var frames: [ChunkFrame] = []
    package private(set) var trailers: HeaderFields = []
    /// The last chunk and the trailer section were read.
    package private(set) var isComplete = false
    /// Set once; nothing is decoded after it.
    package private(set) var error: ChunkedError?
    /// Bytes that belong to the body; those after the end of the trailer section do not.
    package private(set) var consumed = 0
    /// Bytes fed after the end of the body or after an error.
    package private(set) var excess = 0

    private let greatestLine: Int
    private let greatestTrailers: Int
    private var state = State.size
    private var line: [UInt8] = []
    private var frame = ChunkFrame(size: 0, extension: "", payloadRange: 0..<0, wireRange: 0..<0)
    private var trailerBytes = 0

    private enum State: Equatable {
        case size
        case data(remaining: Int)
        case dataEnd
        case trailer
    }

    /// Begins a body; `greatestLine` bounds a size line or a trailer line, `greatestTrailers` all trailers, in bytes.
    package init(greatestLine: Int = 16 << 10, greatestTrailers: Int = 64 << 10) {
        self.greatestLine = greatestLine
        self.greatestTrailers = greatestTrailers
    }

    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        if bytes.withContiguousStorageIfAvailable({ feed(UnsafeRawBufferPointer($0)) }) == nil {
            Array(bytes).withUnsafeBytes { feed($0) }
        }
    }

    package mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        var index = 0
        while index < bytes.count, !isComplete, error == nil {
            if case .data(let remaining) = state {
                let count = min(remaining, bytes.count - index)
                payload.append(contentsOf: bytes[index..<index + count])
                index += count
                consumed += count
                state = remaining == count ? .dataEnd : .data(remaining: remaining - count)
            } else {
                lineByte(bytes[index])
                index += 1
            }
        }
        excess += bytes.count - index
    }

    private mutating func lineByte(_ byte: UInt8) {
        consumed += 1
        line.append(byte)
        guard byte == 0x0A else {
            if state == .dataEnd, line.count > 2 || (line.count == 1 && byte != 0x0D) || line.count == 2 {
                fail("a chunk of \(frame.size) bytes is not followed by CRLF")
            } else if line.count > greatestLine {
                fail("a line longer than \(greatestLine) bytes")
            }
            return
        }
        guard line.count >= 2, line[line.count - 2] == 0x0D else { return fail("a line ends in LF without CR") }
        line.removeLast(2)
        endLine()
        line.removeAll(keepingCapacity: true)
    }

    private mutating func endLine() {
        switch state {
        case .size: sizeLine()
        case .dataEnd:
            guard line.isEmpty else { return fail("a chunk of \(frame.size) bytes is not followed by CRLF") }
            endFrame()
        case .trailer: trailerLine()
        case .data: break
        }
    }

    private mutating func sizeLine() {
        let digits = line.prefix { $0.hexDigitValue != nil }
        let rest = line.dropFirst(digits.count)
        let begin = consumed - line.count - 2
        guard !digits.isEmpty, digits.count <= 15, let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return fail("a chunk size must be 1 to 15 hexadecimal digits", at: begin) }
        guard Self.isExtension(rest) else { return fail("stray bytes after a chunk size", at: begin + digits.count) }
        frame = ChunkFrame(
            size: size, extension: String(decoding: rest, as: UTF8.self), payloadRange: payload.count..<payload.count,
            wireRange: begin..<consumed)
        state = size == 0 ? .trailer : .data(remaining: size)
    }

    /// Nothing, or optional blanks and a semicolon; no control characters (RFC 9112 §7.1.1).
    private static func isExtension(_ text: ArraySlice<UInt8>) -> Bool {
        if text.isEmpty { return true }
        let body = text.drop { $0 == 0x20 || $0 == 0x09 }
        return body.first == UInt8(ascii: ";") && body.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }

    private mutating func endFrame() {
        frame.payloadRange = frame.payloadRange.lowerBound..<payload.count
        frame.wireRange = frame.wireRange.lowerBound..<consumed
        frames.append(frame)
        state = .size
    }

    private mutating func trailerLine() {
        if line.isEmpty {
            isComplete = true
            return
        }
        trailerBytes += line.count
        guard trailerBytes <= greatestTrailers else { return fail("trailers longer than \(greatestTrailers) bytes") }
        guard let field = HeaderField(line: line) else { return fail("a trailer line is no header field") }
        trailers.lines.append(field)
    }

    private mutating func fail(_ message: String, at offset: Int? = nil) {
        error = ChunkedError(offset: offset ?? max(consumed - 1, 0), message: message)
    }
}
