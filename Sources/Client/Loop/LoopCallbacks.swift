internal import CCurl

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The C functions through which libcurl reaches a loop.
enum LoopCallbacks {
    private static func loop(_ context: UnsafeMutableRawPointer?) -> Loop? {
        context.map { Unmanaged<Loop>.fromOpaque($0).takeUnretainedValue() }
    }

    static let socket: curl_socket_callback = { handle, socket, what, context, _ in
        loop(context)?.socketChanged(socket, what, of: handle)
        return 0
    }

    static let timer: curl_multi_timer_callback = { _, milliseconds, context in
        loop(context)?.timerChanged(milliseconds)
        return 0
    }

    static let closeSocket: ccurl_closesocket_callback = { context, socket in
        loop(context)?.closes(socket) ?? close(socket)
    }

    /// Opens a socket for libcurl; `CURL_SOCKET_BAD` on failure, with errno set.
    static func open(_ address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
        guard let address = address?.pointee else { return curl_socket_t(-1) }
        let made = makeSocket(address.family, address.socktype, address.protocol)
        guard made >= 0 else { return curl_socket_t(-1) }
        _ = fcntl(made, F_SETFD, FD_CLOEXEC)
        return made
    }

    /// Makes the receive buffer small, before the connection is made, so that the peer feels a pause soon.
    static func shrink(_ socket: curl_socket_t) {
        var size: Int32 = 4 << 10
        setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
}

/// Named apart from the callback `socket`.
private func makeSocket(_ family: Int32, _ type: Int32, _ number: Int32) -> Int32 {
    socket(family, type, number)
}
