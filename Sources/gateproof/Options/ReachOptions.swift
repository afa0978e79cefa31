internal import ArgumentParser

/// How a gateway that is named as an argument is reached: the options of `TargetOptions` without the name.
struct ReachOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The gateway's base URL, with /v1.", valueName: "url"))
    var gateway: String?

    @Option(
        help: ArgumentHelp("The base URL of the failover route, where a model name cannot choose it.", valueName: "url")
    )
    var failoverGateway: String?

    @Option(
        name: .customLong("api-key-env"),
        help: ArgumentHelp("The environment variable that holds the client's key.", valueName: "variable"))
    var apiKeyEnv: String?

    @Option(help: ArgumentHelp("The model name of the direct route.", valueName: "name"))
    var modelDirect: String?

    @Option(help: ArgumentHelp("The model name of the failover route.", valueName: "name"))
    var modelFailover: String?

    @Option(help: ArgumentHelp("Where the primary provider listens.", valueName: "host:port"))
    var primary: String?

    @Option(help: ArgumentHelp("Where the backup provider listens.", valueName: "host:port"))
    var backup: String?

    @Option(help: ArgumentHelp("Trust the certificates of this file (PEM).", valueName: "file"))
    var cacert: String?

    @Option(
        help: ArgumentHelp(
            "Use the providers of a `gateproof mock` at these origins, primary first.", valueName: "url,url"))
    var providers: String?

    @Option(help: ArgumentHelp("The variable with the token of those providers.", valueName: "variable"))
    var tokenEnv: String?

    @Flag(help: "Start the gateway as its target file says, and stop it afterwards.")
    var launch = false

    @Option(help: ArgumentHelp("A defect of the built-in gateway.", valueName: "name"))
    var defect: String?

    /// The same, with the name of the target.
    func targetOptions(_ name: String) throws -> TargetOptions {
        let pairs = [
            ("target", name), ("gateway", gateway), ("failover-gateway", failoverGateway), ("api-key-env", apiKeyEnv),
            ("model-direct", modelDirect), ("model-failover", modelFailover), ("primary", primary), ("backup", backup),
            ("cacert", cacert), ("providers", providers), ("token-env", tokenEnv), ("defect", defect),
        ]
        let words = pairs.flatMap { pair in pair.1.map { ["--\(pair.0)=\($0)"] } ?? [] }
        do {
            return try TargetOptions.parse(words + (launch ? ["--launch"] : []))
        } catch {
            throw Complaint(.usage, TargetOptions.message(for: error))
        }
    }
}
