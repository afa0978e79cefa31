internal import ArgumentParser

/// How a gateway is reached.
struct ReachOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The gateway's base URL, with /v1.", valueName: "url"))
    var gateway: String?

    @Option(
        help: ArgumentHelp("The base URL of the failover route, where a model name cannot choose it.", valueName: "url")
    )
    var failoverGateway: String?

    @Option(
        name: .customLong("api-key-env"),
        help: ArgumentHelp(
            "The environment variable that holds the client's key for the gateway.", valueName: "variable"))
    var apiKeyEnv: String?

    @Option(help: ArgumentHelp("The model name of the direct route.", valueName: "name"))
    var modelDirect: String?

    @Option(help: ArgumentHelp("The model name of the failover route.", valueName: "name"))
    var modelFailover: String?

    @Option(help: ArgumentHelp("Where the primary provider listens.", valueName: "host:port"))
    var primary: String?

    @Option(help: ArgumentHelp("Where the backup provider listens.", valueName: "host:port"))
    var backup: String?

    @Option(
        help: ArgumentHelp(
            "Trust the certificates of this file (PEM) in place of the system's, for a gateway with TLS.",
            valueName: "file"))
    var cacert: String?

    @Option(
        help: ArgumentHelp(
            "Use the providers of a `gateproof mock` that runs elsewhere, at these origins, primary first.",
            valueName: "url,url"))
    var providers: String?

    @Option(help: ArgumentHelp("The environment variable with the token of those providers.", valueName: "variable"))
    var tokenEnv: String?

    @Flag(help: "Start the gateway as its target file says, and stop it afterwards.")
    var launch = false

    @Option(help: ArgumentHelp("A defect of the built-in gateway; shows that the checks catch it.", valueName: "name"))
    var defect: String?

    /// The same, for a gateway that was named as an argument.
    func targetOptions(_ name: String) throws -> TargetOptions {
        var options = TargetOptions()
        options.target = name
        options.features = nil
        options.reach = self
        do { try options.validate() } catch { throw Complaint(.usage, TargetOptions.message(for: error)) }
        return options
    }
}
