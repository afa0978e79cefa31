internal import NIOCore
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What lies in the kernel's buffer of a connection that is not read.
enum UnreadBytes {
    private static let limit = 256 << 10

    /// Looks without taking; empty when nothing came.
    static func peek(_ channel: any Channel) -> [UInt8] {
        let found = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            handle in
            [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
                count = max(0, recv(handle, buffer.baseAddress, limit, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)))
            }
        }
        return found ?? []
    }

    /// The attempt that these bytes make, as far as they go.
    static func attempt(_ bytes: [UInt8], like empty: Attempt) -> Attempt {
        var attempt = empty
        var decoder = RequestDecoder()
        decoder.feed(ByteBuffer(bytes: bytes))
        while true {
            switch decoder.next() {
            case .head(let head, let bytes, let framing):
                attempt.head = head
                attempt.headBytes = bytes
                attempt.framing = framing.rawValue
            case .body(let part):
                attempt.body.append(contentsOf: part.readableBytesView)
                attempt.bodyBytes += part.readableBytes
            case .needsMore, .end, .bad: return attempt
            }
        }
    }
}
