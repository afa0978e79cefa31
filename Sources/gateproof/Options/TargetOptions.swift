internal import ArgumentParser

/// Which gateway is judged, and how it is reached.
struct TargetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A gateway described in suites/targets, such as `litellm`, `litellm@1.80.5` or `nginx:buffered`, or a file.",
            valueName: "name|file"))
    var target: String?

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

    @Option(help: ArgumentHelp("Features that the gateway has, in place of the target file's.", valueName: "a,b,c"))
    var features: String?

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

    func validate() throws {
        if defect != nil, gateway != nil || (target ?? "builtin") != "builtin" {
            throw ValidationError("--defect is for the built-in gateway; leave out --gateway and --target")
        }
        if launch, target == nil {
            throw ValidationError("--launch needs --target NAME, whose file says how the gateway is started")
        }
    }
}
