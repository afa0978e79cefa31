internal import NIOCore
internal import NIOSSL

/// The certificate and the key with which the providers speak TLS.
///
/// HTTP/1.1 is the only protocol that is offered by ALPN.
package struct ProviderTLS: Sendable {
    let context: NIOSSLContext

    /// Reads both files (PEM); throws `ListenError` that names the file that is wrong.
    package init(certificateFile: String, keyFile: String) throws {
        let chain = try Self.chain(certificateFile)
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(file: keyFile, format: .pem)
        } catch {
            throw ListenError("\(keyFile) is no private key in PEM form without a pass phrase: \(error)")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.applicationProtocols = ["http/1.1"]
        configuration.minimumTLSVersion = .tlsv12
        // How long a goodbye is waited for before the socket is closed.
        configuration.shutdownTimeout = .seconds(1)
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw ListenError("\(certificateFile) and \(keyFile) do not belong together: \(error)")
        }
    }

    private static func chain(_ file: String) throws -> [NIOSSLCertificate] {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(file)
            if !chain.isEmpty { return chain }
        } catch {
            throw ListenError("\(file) cannot be read as certificates in PEM form: \(error)")
        }
        throw ListenError("\(file) holds no certificate")
    }
}
