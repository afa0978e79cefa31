internal import ArgumentParser

/// Which gateways the suite is proven with, and how the matrix is shown.
struct SelftestOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Only these defects or benign variants (`gateproof list defects`).", valueName: "name"))
    var defect: [String] = []

    @Option(help: ArgumentHelp("Gateways played at the same time.", valueName: "n"))
    var jobs = 6

    @Option(help: ArgumentHelp("Cases played at the same time through each gateway.", valueName: "n"))
    var cases = 8

    @Flag(help: "Print only the checks that no defect made find anything.")
    var uncaughtChecks = false

    @Flag(help: "Play every case that has to do with a defect, and show every check that finds it.")
    var exhaustive = false

    @Flag(help: "Print the matrix as JSON.")
    var json = false

    @Flag(help: "Print only what is wrong, and the last line.")
    var quiet = false

    func validate() throws {
        if jobs < 1 { throw ValidationError("--jobs must be at least 1") }
        if cases < 1 { throw ValidationError("--cases must be at least 1") }
    }
}
