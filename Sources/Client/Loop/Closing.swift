#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// How a socket is closed.
enum Closing {
    case plain
    /// With FIN even when unread bytes are waiting, for which the kernel would send RST.
    case finish
    /// With RST, by a linger time of 0.
    case reset

    func close(_ socket: Int32) -> Int32 {
        switch self {
        case .plain: break
        case .finish: drain(socket)
        case .reset:
            var setting = linger(l_onoff: 1, l_linger: 0)
            setsockopt(socket, SOL_SOCKET, SO_LINGER, &setting, socklen_t(MemoryLayout<linger>.size))
        }
        #if canImport(Glibc)
            return Glibc.close(socket)
        #else
            return Darwin.close(socket)
        #endif
    }

    /// Sends FIN, then reads what is waiting; bounded, because a fast peer could feed it for ever.
    private func drain(_ socket: Int32) {
        shutdown(socket, Int32(SHUT_WR))
        var sink = [UInt8](repeating: 0, count: 64 << 10)
        for _ in 0..<1024 {
            guard recv(socket, &sink, sink.count, Int32(MSG_DONTWAIT)) > 0 else { return }
        }
    }
}
