internal import ArgumentParser

/// What is measured, and where the figures go.
struct BenchOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The load profile.", valueName: "name"))
    var profile = "quick"

    @Option(help: ArgumentHelp("The seed of the schedule.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Also write the result file here, and its HTML page beside it.", valueName: "file"))
    var out: String?

    @Flag(help: "Measure the harness itself, with no gateway: what its client and its provider cost.")
    var `self` = false

    @Flag(help: "Compare each arm with itself: shows how small a difference can be seen here, and false alarms.")
    var aa = false

    @Flag(help: "Put delays of known length into the byte-copy proxy and see whether they are found.")
    var groundTruth = false

    @Flag(help: "Print the result as JSON on standard output, and nothing else.")
    var json = false

    @Flag(help: "Say nothing while it runs.")
    var quiet = false
}
