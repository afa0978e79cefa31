internal import ArgumentParser
internal import Foundation
internal import MockProvider
internal import Suites
internal import Wire

/// `gateproof mock`: the providers as their own process.
struct Mock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the mock providers alone, playing one script for every request.",
        discussion: """
            Requests without a marker get the script (default text/plain for streams, json/plain otherwise). With --control, \
            a runner elsewhere can arm scripts and read the journal under /__gateproof/.
            """)

    @Argument(help: "A script below mock-providers/, such as `text/plain`.")
    var script: String?

    @Option(help: ArgumentHelp("Where the primary listens (default 127.0.0.1:9901).", valueName: "host:port"))
    var primary: String?

    @Option(help: ArgumentHelp("Where the backup listens (default 127.0.0.1:9902).", valueName: "host:port"))
    var backup: String?

    @Flag(
        name: .customLong("public"),
        help: "Listen on all addresses, for a hosted gateway to reach; demands --token-env, --tls-cert and --tls-key.")
    var isPublic = false

    @Option(
        name: .customLong("client-key-env"),
        help: ArgumentHelp(
            "The variable with a key that requests without a marker must present, as at a hosted service.",
            valueName: "variable"))
    var clientKeyEnv: String?

    @Option(help: ArgumentHelp("The environment variable with the control API's token.", valueName: "variable"))
    var tokenEnv: String?

    @OptionGroup var tlsOptions: TLSOptions

    @OptionGroup var dataOptions: DataOptions

    func validate() throws {
        if isPublic, tokenEnv == nil || tlsOptions.tlsCert == nil {
            throw ValidationError(
                "--public demands --token-env, --tls-cert and --tls-key: journals hold whole requests")
        }
    }

    private func found(_ name: String, in library: Library) throws -> Script {
        guard let script = library.scripts[name] else {
            throw Complaint(
                .usage, "no script is called `\(name)`\(Nearest.hint(name, among: Array(library.scripts.keys)))")
        }
        return script
    }

    private static func start(
        _ primary: ListenAddress, _ backup: ListenAddress, _ options: ProviderFleet.Options
    ) async throws -> ProviderFleet {
        do {
            return try await ProviderFleet.start(primary: primary, backup: backup, options: options)
        } catch {
            throw Complaint(.broken, "\(error)")
        }
    }

    private static func address(_ text: String, _ option: String) throws -> ListenAddress {
        let address = try Address(text, option: option)
        return ListenAddress(host: address.host, port: address.port)
    }

    func run() async throws {
        try await Guarded.run {
            let library = try dataOptions.library()
            let host = isPublic ? "0.0.0.0" : "127.0.0.1"
            let primary = try Self.address(primary ?? "\(host):9901", "--primary")
            let backup = try Self.address(backup ?? "\(host):9902", "--backup")
            let token = try EnvironmentKey(tokenEnv).value
            let options = ProviderFleet.Options(
                token: token.isEmpty ? nil : token, defaultScript: try script.map { try found($0, in: library) },
                tls: try tlsOptions.tls(), clientKey: try clientKeyEnv.map { try EnvironmentKey($0).value })
            let fleet = try await Self.start(primary, backup, options)
            for (role, identity) in fleet.identities.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                Output.line("\(role.rawValue)  \(identity.origin)/v1  key \(identity.key)  model \(identity.model)")
            }
            await Forever.wait()
            await fleet.stop()
            return .success
        }
    }
}
