internal import NIOCore

/// Cuts a byte stream into lines that end in CR, LF or CRLF, in whatever pieces it comes (WHATWG HTML §9.2.5).
struct EventLines {
    private var rest = ByteBuffer()
    /// The last line ended in CR at the end of a piece: an LF that follows belongs to it.
    private var skipsFeed = false
    private var isStarted = false

    var count: Int { rest.readableBytes }

    var isEmpty: Bool { rest.readableBytes == 0 }

    /// Whether the next byte begins a line and no mark or half line end can be in the way.
    var isAtLineStart: Bool {
        rest.readableBytes == 0 && !skipsFeed && isStarted
    }

    /// Settles at the first byte, where it can be, that no mark comes.
    mutating func start(_ first: UInt8?) {
        if let first, first != 0xEF, isEmpty { isStarted = true }
    }

    /// The next whole line without its end; nil when more bytes are needed, which are kept.
    mutating func next(_ input: inout ByteBuffer) -> ByteBuffer? {
        if skipsFeed, let first = input.firstByte {
            if first == 0x0A { input.moveReaderIndex(forwardBy: 1) }
            skipsFeed = false
        }
        if !isStarted, !skipMark(&input) { return nil }
        guard let length = input.withUnsafeReadableBytes(EventLines.lineLength) else {
            keep(&input)
            return nil
        }
        guard let line = input.readSlice(length: length), let end = input.readInteger(as: UInt8.self) else {
            return nil
        }
        if end == 0x0D { skipFeed(&input) }
        return joined(line)
    }

    /// What is left as if it were a line.
    mutating func flush() -> ByteBuffer? {
        guard rest.readableBytes > 0 else { return nil }
        defer { rest = ByteBuffer() }
        return rest
    }

    private static func lineLength(_ raw: UnsafeRawBufferPointer) -> Int? {
        raw.firstIndex { $0 == 0x0A || $0 == 0x0D }
    }

    private mutating func skipFeed(_ input: inout ByteBuffer) {
        guard let next = input.firstByte else {
            skipsFeed = true
            return
        }
        if next == 0x0A { input.moveReaderIndex(forwardBy: 1) }
    }

    private mutating func keep(_ input: inout ByteBuffer) {
        if rest.readableBytes == 0 { rest = ByteBuffer() }
        rest.writeBuffer(&input)
    }

    private mutating func joined(_ line: ByteBuffer) -> ByteBuffer {
        guard rest.readableBytes > 0 else { return line }
        var whole = rest
        rest = ByteBuffer()
        whole.writeImmutableBuffer(line)
        return whole
    }

    /// Drops a byte-order mark; false while it is not known whether the bytes so far begin one.
    private mutating func skipMark(_ input: inout ByteBuffer) -> Bool {
        rest.writeBuffer(&input)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let head = Array(rest.readableBytesView.prefix(3))
        guard head.count == 3 || !mark.starts(with: head) else { return false }
        if head == mark { rest.moveReaderIndex(forwardBy: 3) }
        input = rest
        rest = ByteBuffer()
        isStarted = true
        return true
    }
}
