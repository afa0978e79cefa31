internal import ArgumentParser
internal import MockProvider

/// The certificate with which the providers speak TLS.
struct TLSOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Speak TLS with this certificate chain (PEM); needs --tls-key.", valueName: "file"))
    var tlsCert: String?

    @Option(help: ArgumentHelp("The private key of --tls-cert (PEM, without a pass phrase).", valueName: "file"))
    var tlsKey: String?

    func validate() throws {
        if (tlsCert == nil) != (tlsKey == nil) {
            throw ValidationError("--tls-cert and --tls-key belong together; give both or neither")
        }
    }

    /// Nil for plain HTTP.
    func tls() throws -> ProviderTLS? {
        guard let tlsCert, let tlsKey else { return nil }
        do {
            return try ProviderTLS(certificateFile: tlsCert, keyFile: tlsKey)
        } catch {
            throw Complaint(.usage, "\(error)")
        }
    }
}
