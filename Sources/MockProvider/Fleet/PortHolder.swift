#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Keeps a port ours while it refuses connections: a socket that is bound and does not listen.
///
/// Without it the system could lend the port to somebody's outgoing connection before it is opened again.
final class PortHolder {
    private let descriptor: Int32

    /// Nil when the port cannot be held; refusing works without.
    init?(_ address: ListenAddress) {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { return nil }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard Self.bindSocket(descriptor, address) else {
            close(descriptor)
            return nil
        }
    }

    private static func bindSocket(_ descriptor: Int32, _ address: ListenAddress) -> Bool {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = in_port_t(UInt16(truncatingIfNeeded: address.port)).bigEndian
        guard inet_pton(AF_INET, address.host, &name.sin_addr) == 1 else { return false }
        return withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    deinit {
        close(descriptor)
    }
}
