internal import NIOSSL

/// Whom a caller of the control API trusts over TLS.
package struct TrustedAuthority: Sendable {
    let context: NIOSSLContext

    /// Trusts the certificates of a file (PEM), or those of the system when there is none.
    package init(file: String? = nil) throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.applicationProtocols = ["http/1.1"]
        if let file { configuration.trustRoots = .file(file) }
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw ControlError(description: "\(file ?? "the system") holds no certificates to trust: \(error)")
        }
    }

    /// The handler of one connection to this host; addresses are verified without a server name.
    func handler(host: String) throws -> NIOSSLClientHandler {
        let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }
}
