internal import ArgumentParser

/// What is played, how it is judged, and where the result goes.
struct RunOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Cases to play: an id, a prefix such as `stream.framing`, or a glob.", valueName: "id"))
    var suite: [String] = []

    @Option(help: ArgumentHelp("Only cases of this level: must, should or info.", valueName: "level"))
    var level: String?

    @Flag(help: "A failed should counts like a failed must.")
    var strict = false

    @Flag(help: "Play slow cases too (long streams, long silences).")
    var slow = false

    @Option(help: ArgumentHelp("Cases that are known to fail; they still run.", valueName: "file"))
    var knownFailing: String?

    @Flag(
        help: """
            Bring the list of known failures up to date with this run: reasons and links stay, what passes now goes.
            """)
    var writeKnownFailing = false

    @Option(help: ArgumentHelp("Cases played at the same time.", valueName: "n"))
    var jobs = 8

    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp(
            "Plays of everything; a case whose plays differ is flaky and has its worst verdict.", valueName: "n"))
    var repetitions = 1

    @Flag(help: "Play in an order that the seed gives; the verdicts must not change.")
    var shuffle = false

    @Option(help: ArgumentHelp("The seed of markers and schedules.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The result file.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("The folder of results.", valueName: "folder"))
    var results: String?

    @Option(help: ArgumentHelp("Also write JUnit XML.", valueName: "file"))
    var junit: String?

    @Option(help: ArgumentHelp("Also run this load profile through the gateway.", valueName: "profile"))
    var bench: String?

    @Flag(help: "Print the result as JSON on standard output, and nothing else.")
    var json = false

    @Flag(help: "Print only failures and the last line.")
    var quiet = false

    @Flag(help: "Say each case as it is judged, and print every failure in full.")
    var verbose = false

    @Flag(help: "Keep both ends' bytes of passing cases too.")
    var allEvidence = false

    func validate() throws {
        if verbose, quiet { throw ValidationError("--verbose and --quiet contradict each other") }
        if repetitions < 1 { throw ValidationError("--repeat must be at least 1") }
        if jobs < 1 { throw ValidationError("--jobs must be at least 1") }
        if let level, !["must", "should", "info"].contains(level) {
            throw ValidationError("--level \(level): write must, should or info")
        }
    }
}
