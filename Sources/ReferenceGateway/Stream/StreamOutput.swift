internal import NIOCore

/// Puts stream payload into the framing that the client's HTTP version allows.
struct StreamOutput {
    let isChunked: Bool
    /// The head, until the first payload takes it along.
    var head: ByteBuffer?

    /// Payloads up to this size are copied next to their chunk size; larger ones go out beside it.
    static let copied = 8 << 10

    init(isChunked: Bool) {
        self.isChunked = isChunked
    }

    /// The buffers to write for some payload, the last chunk included if `isLast`.
    mutating func frames(_ payload: ByteBuffer, isLast: Bool) -> [ByteBuffer] {
        var front = head ?? ByteBuffer()
        head = nil
        let size = payload.readableBytes
        if isChunked, size > 0 { front.writeChunkSize(size) }
        guard size > StreamOutput.copied else {
            front.writeImmutableBuffer(payload)
            if isChunked { front.writeStaticString(StreamOutput.end(size: size, isLast: isLast)) }
            return [front]
        }
        let end = isChunked ? ByteBuffer(staticString: StreamOutput.end(size: size, isLast: isLast)) : ByteBuffer()
        return [front, payload, end]
    }

    private static func end(size: Int, isLast: Bool) -> StaticString {
        switch (size > 0, isLast) {
        case (true, true): "\r\n0\r\n\r\n"
        case (true, false): "\r\n"
        case (false, true): "0\r\n\r\n"
        case (false, false): ""
        }
    }
}
