import Foundation
import Synchronization

/// A server that does exactly what a test says with each accepted connection; one thread per connection.
final class SocketServer: Sendable {
    let port: Int
    private let listener: Int32
    private let counter = Atomic<Int>(0)

    /// Calls `behave` for each connection; the connection is closed when it returns.
    init(_ behave: @escaping @Sendable (SocketConnection) -> Void) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 1024) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [counter = Counter(self)] in
            while case let accepted = accept(listener, nil, nil), accepted >= 0 {
                let number = counter.next()
                Thread.detachNewThread {
                    let connection = SocketConnection(accepted, number: number)
                    behave(connection)
                    connection.close()
                }
            }
        }
    }

    /// A listener whose backlog is full, and the connections that fill it; nobody ever accepts.
    static func unaccepting() -> [Int32] {
        var sockets = [socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)]
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = bind(sockets[0], pointer, length)
                _ = listen(sockets[0], 0)
                _ = getsockname(sockets[0], pointer, &length)
                for _ in 0..<4 {
                    sockets.append(socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0))
                    _ = connect(sockets[sockets.count - 1], pointer, length)
                }
            }
        }
        return sockets
    }

    /// The port that a socket is bound to.
    static func port(of socket: Int32?) -> Int? {
        guard let socket else { return nil }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
        }
        return status == 0 ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }

    /// Answers every request on every connection with the same bytes.
    static func answering(_ answer: String) throws -> SocketServer {
        try SocketServer { connection in
            while connection.readRequest() != nil { connection.write(answer) }
        }
    }

    var origin: String { "http://127.0.0.1:\(port)" }

    /// Connections accepted so far.
    var accepted: Int { counter.load(ordering: .sequentiallyConsistent) }

    /// Stops accepting.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private struct Counter: Sendable {
        let server: SocketServer

        init(_ server: SocketServer) {
            self.server = server
        }

        func next() -> Int {
            server.counter.add(1, ordering: .sequentiallyConsistent).newValue
        }
    }
}

/// One accepted connection, with blocking calls.
final class SocketConnection: Sendable {
    let socket: Int32
    /// Counts from 1.
    let number: Int
    private let closed = Atomic<Bool>(false)

    init(_ socket: Int32, number: Int) {
        self.socket = socket
        self.number = number
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// One read; empty at the end, nil on an error such as a reset.
    func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count < 0 ? nil : Array(buffer[..<count])
    }

    /// Reads one request: its head as text and its raw body; nil when the peer is gone.
    func readRequest() -> (head: String, body: [UInt8])? {
        var bytes: [UInt8] = []
        while true {
            if let end = Self.headEnd(bytes) {
                let head = String(decoding: bytes[..<end], as: UTF8.self)
                let body = Array(bytes[end...])
                if Self.isWhole(head, body) { return (head, body) }
            }
            guard let more = read(), !more.isEmpty else { return nil }
            bytes += more
        }
    }

    @discardableResult
    func write(_ text: String) -> Bool {
        write(Array(text.utf8))
    }

    /// Writes all; false when the peer does not take it.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Closes with RST.
    func reset() {
        var setting = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &setting, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    func close() {
        guard closed.compareExchange(expected: false, desired: true, ordering: .sequentiallyConsistent).exchanged else {
            return
        }
        _ = Foundation.close(socket)
    }

    private static func headEnd(_ bytes: [UInt8]) -> Int? {
        let blank = Array("\r\n\r\n".utf8)
        guard bytes.count >= 4 else { return nil }
        return (0...(bytes.count - 4)).first { Array(bytes[$0..<($0 + 4)]) == blank }.map { $0 + 4 }
    }

    private static func isWhole(_ head: String, _ body: [UInt8]) -> Bool {
        let lower = head.lowercased()
        if lower.contains("transfer-encoding: chunked") {
            return body.suffix(5) == Array("0\r\n\r\n".utf8)[...]
        }
        guard let range = lower.range(of: "content-length: ") else { return true }
        let digits = lower[range.upperBound...].prefix { $0.isNumber }
        return body.count >= (Int(digits) ?? 0)
    }
}

extension SocketConnection {
    /// Bytes that were written and have not reached the peer's kernel.
    var hasUnacknowledged: Bool {
        var count: Int32 = 0
        return ioctl(socket, UInt(TIOCOUTQ), &count) == 0 && count > 0
    }
}

/// Gives other threads a moment.
func usleepBriefly(milliseconds: UInt32 = 1) {
    usleep(milliseconds * 1_000)
}

extension SocketConnection {
    /// Writes `piece` again and again until the kernel takes no more for a while; returns how many bytes it took.
    func fill(_ piece: [UInt8], upTo limit: Int, stallMilliseconds: Int32) -> Int {
        var taken = 0
        while taken < limit {
            var entry = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
            guard poll(&entry, 1, stallMilliseconds) > 0 else { return taken }
            let count = send(socket, piece, min(piece.count, limit - taken), Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            guard count > 0 else { return taken }
            taken += count
        }
        return taken
    }
}
