internal import ArgumentParser

/// `gateproof cost`: what a month of traffic costs, card by card.
struct Cost: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what a workload costs with dated price cards, or what wrong usage would cost.",
        discussion: """
            Cards and workloads are YAML files (suites/prices/README.md). Every figure is shown with its inputs:
              gateproof cost --workload scenario-1
              gateproof cost --workload mine.yaml --card openrouter litellm
              gateproof cost --result results/litellm/1.106.2.json --card openai
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown
    }

    @Option(help: ArgumentHelp("A workload file, or the name of one in suites/prices/workloads.", valueName: "file"))
    var workload: String?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Price cards of suites/prices.", valueName: "name"))
    var card: [String] = []

    @Option(help: ArgumentHelp("A result file: price the usage that the gateway reported wrongly.", valueName: "file"))
    var result: String?

    @Option(help: ArgumentHelp("With --result: the model of the card whose prices count.", valueName: "id"))
    var model: String?

    @Option(help: ArgumentHelp("The day by which cards are old; today when absent.", valueName: "yyyy-mm-dd"))
    var today: String?

    @Option(help: "text or markdown.")
    var format: Format = .text

    @Flag(help: "Print JSON, and nothing else.")
    var json = false

    @OptionGroup var dataOptions: DataOptions

    func validate() throws {
        if (workload == nil) == (result == nil) {
            throw ValidationError("name either --workload FILE or --result FILE")
        }
        if result != nil, card.count != 1 { throw ValidationError("--result needs one --card with prices of models") }
    }

    func run() async throws {
        try await Guarded.run {
            print(try CostRun(command: self).text())
            return .success
        }
    }
}
