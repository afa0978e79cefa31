internal import ArgumentParser
internal import Report
internal import Results

/// `gateproof compare`: what one result has that another has not.
struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two results: two gateways, two versions, or two nights.",
        discussion: """
            Behaviours that were lost, gained or changed come first, then performance, judged beyond noise. \
            Exit code 1: a required behaviour was lost; 3: something became slower; 0: neither.
              gateproof compare results/nginx/1.22.1.json results/nginx-buffered/1.22.1.json
              gateproof compare nginx envoy
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, json
    }

    @Argument(help: ArgumentHelp("The result to start from: a file, a folder, or a name.", valueName: "file|name"))
    var before: String

    @Argument(help: ArgumentHelp("The result to look at.", valueName: "file|name"))
    var after: String

    @Option(help: "One of \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: Format = .text

    @Flag(help: "The same as --format json.")
    var json = false

    @Flag(help: "A lost should counts like a lost must.")
    var strict = false

    @Option(help: ArgumentHelp("The folder in which names are looked up.", valueName: "folder"))
    var results: String?

    @Option(
        help: ArgumentHelp(
            "The arms to compare instead of the gateways, such as `proxy,gateway` of one file given twice.",
            valueName: "before,after"))
    var arms: String?

    func run() async throws {
        try await Guarded.run {
            let first = try ResultName(before, folder: results).read()
            let second = try ResultName(after, folder: results).read()
            let comparison = Comparison(first, second, arms: try chosenArms(first, second))
            switch json ? .json : format {
            case .text: print(ComparisonText(comparison, style: Terminal.style).text, terminator: "")
            case .markdown: print(ComparisonMarkdown(comparison).text, terminator: "")
            case .json: print(try ComparisonJSON(comparison, strict: strict).text(), terminator: "")
            }
            if !comparison.lost(strict: strict).isEmpty { return .conformance }
            return comparison.regressions.isEmpty ? .success : .regression
        }
    }

    private func chosenArms(_ first: RunResult, _ second: RunResult) throws -> BenchChange.Arms {
        guard let arms else { return BenchChange.Arms() }
        let names = arms.split(separator: ",").map(String.init)
        guard names.count == 2 else {
            throw Complaint(.usage, "--arms \(arms): write two arms, as in --arms proxy,gateway")
        }
        for (name, result) in zip(names, [first, second]) {
            let known = Set(result.bench.flatMap(\.arms.keys)).sorted()
            guard !known.contains(name) else { continue }
            let list = known.isEmpty ? "it holds no figures" : "it has \(known.joined(separator: ", "))"
            throw Complaint(
                .usage,
                "--arms \(names.joined(separator: ",")): \(result.target.name)'s result has no arm \(name); \(list)")
        }
        return BenchChange.Arms(before: names[0], after: names[1])
    }
}
