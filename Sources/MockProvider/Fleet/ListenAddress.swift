internal import NIOCore
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Where a provider listens.
package struct ListenAddress: Sendable, Equatable {
    package var host: String
    /// 0 lets the system choose.
    package var port: Int

    package init(host: String = "127.0.0.1", port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `HOST:PORT`, `[V6]:PORT` or `PORT`; nil when the port is no number up to 65535.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let last = parts.last, let port = Int(last), (0...65_535).contains(port) else { return nil }
        let host = parts.dropLast().joined(separator: ":")
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        self.init(host: bare.isEmpty ? "127.0.0.1" : bare, port: port)
    }

    /// Such as `http://127.0.0.1:9901`.
    package var origin: String { origin(encrypted: false) }

    /// The origin as it is written for a listener with TLS, or without.
    package func origin(encrypted: Bool) -> String {
        "\(encrypted ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// Whether only this machine can reach it.
    package var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}

/// A provider that cannot listen where it was told to; says why and what to do.
package struct ListenError: Error, Sendable, CustomStringConvertible {
    package var description: String

    init(_ description: String) {
        self.description = description
    }

    init(role: ProviderRole, address: ListenAddress, cause: any Error) {
        let place = "the \(role.rawValue) provider cannot listen on \(address.host):\(address.port)"
        let isTaken = (cause as? IOError)?.errnoCode == EADDRINUSE
        description =
            isTaken
            ? "\(place): the port is taken; stop the process that holds it, or choose another with --\(role.rawValue) HOST:PORT"
            : "\(place): \(cause)"
    }
}
