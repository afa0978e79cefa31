internal import Wire

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Looks at what is waiting in a socket without taking it, because libcurl shows no head bytes that it rejects.
struct HeadPeek {
    private var bytes: [UInt8] = []
    /// When the socket was last looked at.
    private(set) var last: Instant?

    /// The errno that a look met: looking takes it from the socket, so libcurl does not see it any more.
    private(set) var systemError: Int32 = 0

    /// Keeps a copy of what libcurl is about to read; `limit` bounds the copies.
    mutating func look(_ socket: Int32, limit: Int) {
        guard bytes.count <= limit else { return }
        errno = 0
        guard let waiting = Self.waiting(in: socket) else {
            if errno != EAGAIN, errno != EWOULDBLOCK { systemError = errno }
            return
        }
        last = .now()
        bytes += waiting
    }

    /// What was seen behind the bytes that libcurl handed over; empty when the two do not fit together.
    func rest(after delivered: [UInt8]) -> [UInt8] {
        bytes.starts(with: delivered) ? Array(bytes[delivered.count...]) : []
    }

    /// The first bytes waiting in a socket; nil when there are none.
    static func waiting(in socket: Int32, upTo count: Int = 16 << 10) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, recv(socket, buffer.baseAddress, count, Int32(MSG_PEEK | MSG_DONTWAIT)))
        }
        return bytes.isEmpty ? nil : bytes
    }
}
