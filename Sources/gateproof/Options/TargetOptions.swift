internal import ArgumentParser

/// Which gateway is judged, and how it is reached.
@dynamicMemberLookup
struct TargetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A gateway described in suites/targets, such as `litellm`, `litellm@1.80.5` or `nginx:buffered`, or a file.",
            valueName: "name|file"))
    var target: String?

    @Option(help: ArgumentHelp("Features that the gateway has, in place of the target file's.", valueName: "a,b,c"))
    var features: String?

    @OptionGroup var reach: ReachOptions

    subscript<Value>(dynamicMember path: KeyPath<ReachOptions, Value>) -> Value { reach[keyPath: path] }

    func validate() throws {
        if reach.defect != nil, reach.gateway != nil || (target ?? "builtin") != "builtin" {
            throw ValidationError("--defect is for the built-in gateway; leave out --gateway and --target")
        }
        if reach.launch, target == nil {
            throw ValidationError("--launch needs --target NAME, whose file says how the gateway is started")
        }
    }
}
