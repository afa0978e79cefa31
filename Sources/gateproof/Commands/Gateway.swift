internal import ArgumentParser
internal import ReferenceGateway
internal import Suites
internal import Wire

/// `gateproof gateway`: the built-in gateway as its own process.
struct Gateway: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the built-in gateway: a correct pass-through with failover, or a broken one with --defect.")

    @Option(help: ArgumentHelp("Where to listen.", valueName: "host:port"))
    var listen = "127.0.0.1:4000"

    @Option(help: ArgumentHelp("The primary upstream.", valueName: "host:port"))
    var primary = "127.0.0.1:9901"

    @Option(help: ArgumentHelp("The backup upstream.", valueName: "host:port"))
    var backup = "127.0.0.1:9902"

    @Option(
        name: .customLong("api-key-env"),
        help: ArgumentHelp(
            "The environment variable that holds the key clients must present; without it none is asked for.",
            valueName: "variable"))
    var apiKeyEnv: String?

    @Option(help: ArgumentHelp("A defect to show; `gateproof list defects` names them.", valueName: "name"))
    var defect: String?

    @Option(help: ArgumentHelp("Keep so many KiB of each request for ever.", visibility: .hidden))
    var leakMemory = 0

    @Option(help: ArgumentHelp("Keep a file open after every so many requests.", visibility: .hidden))
    var leakFiles = 0

    func run() async throws {
        try await Guarded.run {
            let address = try Address(listen, option: "--listen")
            let identities: [ProviderRole: ProviderIdentity] = [
                .primary: .standard(.primary, origin: "http://\(primary)"),
                .backup: .standard(.backup, origin: "http://\(backup)"),
            ]
            let key = try EnvironmentKey(apiKeyEnv).value
            var configuration = try BuiltinConfiguration.make(
                identities, clientKey: key, defect: defect, host: address.host, port: address.port)
            configuration.leak.bytes = max(0, leakMemory) << 10
            configuration.leak.fileEvery = max(0, leakFiles)
            let gateway = ReferenceGateway(configuration)
            let port = try await gateway.start()
            Output.line("gateway  http://\(address.host):\(port)/v1  (models gateproof-direct, gateproof-failover)")
            await Forever.wait()
            try await gateway.stop()
            return .success
        }
    }
}
