internal import ArgumentParser

/// What an earlier result is used for: as a baseline to be held to, or to be carried on.
struct GateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The result to be held to. What it fails too is no failure; 1 is for new failures, 3 for slowdowns that a "
                + "second measurement confirms.", valueName: "file|name"))
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "An interrupted result to carry on; target, suites, plan and seed must be the same.", valueName: "file"))
    var resume: String?
}
