#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Short, bounded questions to a TCP port.
///
/// Is anybody there, and what is a GET answered with?
enum Probe {
    /// Whether the port accepts a connection.
    static func accepts(_ address: Address) -> Bool {
        guard let socket = connect(address) else { return false }
        close(socket)
        return true
    }

    /// The status that a GET is answered with; nil without an answer in about a second.
    static func status(of address: Address) -> Int? {
        guard let socket = connect(address) else { return nil }
        defer { close(socket) }
        let request = "GET \(address.path) HTTP/1.1\r\nHost: \(address)\r\nConnection: close\r\nAccept: */*\r\n\r\n"
        let sent = request.utf8.withContiguousStorageIfAvailable { send(socket, $0.baseAddress, $0.count, noSignal) }
        guard sent == request.utf8.count else { return nil }
        return status(inHead: head(from: socket))
    }

    /// The number in `HTTP/1.1 200 OK`.
    static func status(inHead bytes: [UInt8]) -> Int? {
        let line = String(decoding: bytes.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
        let parts = line.split(separator: " ")
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/") else { return nil }
        return Int(parts[1])
    }

    private static func head(from socket: CInt) -> [UInt8] {
        var head: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 512)
        while head.count < 4096, !head.contains(0x0A), waits(for: Int16(POLLIN), on: socket, milliseconds: 1000) {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            head += buffer[..<count]
        }
        return head
    }

    /// A connected socket that does not block; nil when nobody accepts within half a second.
    private static func connect(_ address: Address) -> CInt? {
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = in_port_t(UInt16(address.port).bigEndian)
        guard inet_pton(AF_INET, address.host, &target.sin_addr) == 1 else { return nil }
        let handle = socket(AF_INET, stream, 0)
        guard handle >= 0 else { return nil }
        _ = fcntl(handle, F_SETFD, FD_CLOEXEC)
        _ = fcntl(handle, F_SETFL, O_NONBLOCK)
        let result = withUnsafePointer(to: &target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                systemConnect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result == 0 || (errno == EINPROGRESS && isConnected(handle)), !isItself(handle) { return handle }
        close(handle)
        return nil
    }

    private static func isConnected(_ handle: CInt) -> Bool {
        guard waits(for: Int16(POLLOUT), on: handle, milliseconds: 500) else { return false }
        var failure: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        return getsockopt(handle, SOL_SOCKET, SO_ERROR, &failure, &size) == 0 && failure == 0
    }

    /// Whether the kernel joined the socket to itself, as it may when nobody listens on a port of the ephemeral range.
    private static func isItself(_ handle: CInt) -> Bool {
        name(of: handle, getsockname) == name(of: handle, getpeername)
    }

    private static func name(
        of handle: CInt, _ ask: (CInt, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> CInt
    ) -> [UInt32]? {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { ask(handle, $0, &size) }
        }
        return result == 0 ? [UInt32(address.sin_port), address.sin_addr.s_addr] : nil
    }

    private static func waits(for events: Int16, on handle: CInt, milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: handle, events: events, revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    #if canImport(Glibc)
        private static let stream = CInt(SOCK_STREAM.rawValue)
        private static let noSignal = CInt(MSG_NOSIGNAL)
    #else
        private static let stream = SOCK_STREAM
        private static let noSignal: CInt = 0
    #endif
}

/// The system call, whose name the enumeration above shadows.
private func systemConnect(_ handle: CInt, _ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> CInt {
    connect(handle, address, size)
}
