internal import ArgumentParser
internal import Report
internal import Results

/// `gateproof trend`: many results of a target, in the order of time.
struct TrendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend", abstract: "Show what became of scores, verdicts and figures over many results.",
        discussion: """
            Runs are put in the order in which they were started. Figures are relative to the direct arm of their \
            own run, so that nights on a slow machine can be held against nights on a quick one. It annotates, \
            and never fails.
              gateproof trend results
              gateproof trend nightly/*.json --format html > trend.html
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, html
    }

    @Argument(help: ArgumentHelp("Result files, or folders that are searched for them.", valueName: "file|folder"))
    var places: [String]

    @Option(help: "One of \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: Format = .text

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(help: ArgumentHelp("Only this target.", valueName: "name"))
    var target: String?

    @Option(help: ArgumentHelp("Rows of the terminal's tables.", valueName: "n"))
    var last = 20

    func validate() throws {
        if last < 1 { throw ValidationError("--last must be at least 1") }
    }

    func run() async throws {
        try await Guarded.run {
            var found = try ResultSearch(places: places).glances()
            if let target {
                let known = Set(found.map(\.target)).sorted()
                found.removeAll { $0.target != target }
                if found.isEmpty {
                    throw Complaint(
                        .usage, "--target \(target): no result is of it\(Nearest.hint(target, among: known))")
                }
            }
            let trend = Trend(found)
            switch json ? .json : format {
            case .text: print(TrendText(trend, style: Terminal.style, limit: last).text, terminator: "")
            case .json: print(try TrendJSON(trend).text(), terminator: "")
            case .html: print(TrendHTML(trend).text, terminator: "")
            }
            return .success
        }
    }
}
