internal import ArgumentParser
internal import Checks
internal import ReferenceGateway
internal import Results
internal import Suites

/// `gateproof explain`: what a case, check, requirement or finding means, with both ends of the last result.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Explain a case, a check, a requirement, a script or a defect; for a case with a result, show both ends.")

    @Argument(
        help: "A case, a check, a requirement, a defect, or a script, which is shown as each client reads it.")
    var id: String

    @Option(help: ArgumentHelp("A result file in which to look the case up.", valueName: "file"))
    var result: String?

    @OptionGroup var dataOptions: DataOptions

    func run() async throws {
        try await Guarded.run {
            let library = try dataOptions.library()
            if let script = library.scripts[id] {
                print("\(script.name): \(script.title)")
                print("  what each client makes of it, without a gateway:")
                print(try await ScriptReadings(script: script).lines().joined(separator: "\n"))
                return .success
            }
            let record = try result.map { try ResultFile.read($0) }
            guard let text = Explanation(library: library, result: record).text(of: id) else {
                let known =
                    library.cases.map(\.id) + Catalog.all.map(\.id) + library.requirements.map(\.id)
                    + library.scripts.keys + Defect.all.map(\.id)
                throw Complaint(
                    .usage,
                    "no case, check, requirement, script or defect is called `\(id)`\(Nearest.hint(id, among: known))")
            }
            print(text)
            return .success
        }
    }
}
