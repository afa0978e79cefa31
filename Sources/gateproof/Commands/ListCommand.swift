internal import ArgumentParser
internal import Suites

/// `gateproof list`: what there is to select.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List cases, checks, requirements, scripts, targets, defects or claims.")

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case cases, checks, requirements, scripts, targets, defects, claims
    }

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, json
    }

    @Argument(help: "What to list: \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: Kind = .cases

    @Option(parsing: .upToNextOption, help: "Only these ids, prefixes or globs.")
    var suite: [String] = []

    @Flag(help: "Only requirements that no case decides, with the reason of each.")
    var uncovered = false

    @Option(help: "text, markdown (requirement, cases, checks, sources) or json.")
    var format: Format = .text

    @OptionGroup var dataOptions: DataOptions

    func run() async throws {
        try await Guarded.run {
            let library = try dataOptions.library()
            let listing = Listing(library: library, targets: try dataOptions.suitesFolder() + "/targets", suite: suite)
            if kind == .claims {
                print(try ClaimsListing(data: dataOptions, library: library).text(format))
                return .success
            }
            let table = try uncovered ? listing.uncovered() : listing.table(kind)
            print(
                format == .markdown && !uncovered && kind == .cases
                    ? CoveragePage(library: library).text : table.render(format))
            return .success
        }
    }
}
