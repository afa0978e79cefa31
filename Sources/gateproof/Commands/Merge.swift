internal import ArgumentParser
internal import Results

/// `gateproof merge`: makes one result of those of several shards.
struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Merge the results of shards that measured the same plan side by side.",
        discussion: """
            Histograms, counts and rates are added; a case has the worst verdict of all shards. Each shard needs a seed \
            of its own. Results of different plans, targets or tools are refused.
              gateproof merge shard-0.json shard-1.json --out whole.json
            """)

    @Argument(help: ArgumentHelp("The shards' result files.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Where the merged result goes; standard output otherwise.", valueName: "file"))
    var out: String?

    func run() async throws {
        try await Guarded.run {
            var file = try out.map { try ResultFile(path: $0) }
            let shards = try files.map { ResultMerge.Shard(name: $0, result: try ResultFile.read($0)) }
            let result: RunResult
            do throws(ResultMerge.Fault) {
                result = try ResultMerge.merged(shards)
            } catch {
                throw Complaint(.usage, "\(error)")
            }
            try file?.write(result)
            if out == nil { print(String(decoding: try ResultWriter.encode(result), as: UTF8.self), terminator: "") }
            return .success
        }
    }
}
