internal import ArgumentParser

/// `gateproof migrate`: what has to be looked at before traffic moves from one gateway to another.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill in the checklist of a migration from one gateway to another.",
        discussion: """
            Each side is a target's name, whose newest result in the results folder counts, one version of it, or a \
            result file:
              gateproof migrate --from litellm --to nginx
              gateproof migrate --from litellm@1.80.5 --to litellm@1.106.2
              gateproof migrate --from openrouter --to litellm --requests traffic.jsonl --format markdown
            Ends with 1 when something required blocks the migration.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown
    }

    @Option(help: ArgumentHelp("The gateway in use: a target, or a result file.", valueName: "name|file"))
    var from: String

    @Option(help: ArgumentHelp("The gateway to come: a target, or a result file.", valueName: "name|file"))
    var to: String

    @Option(
        help: ArgumentHelp("A recording of `gateproof record`, scanned for ties to the old gateway.", valueName: "file")
    )
    var requests: String?

    @Option(help: ArgumentHelp("The old gateway's answer to GET /v1/models: a file, or a URL.", valueName: "file|url"))
    var fromModels: String?

    @Option(help: ArgumentHelp("The new gateway's answer to GET /v1/models: a file, or a URL.", valueName: "file|url"))
    var toModels: String?

    @Option(help: ArgumentHelp("The environment variable with the key for --from-models.", valueName: "variable"))
    var fromKeyEnv: String?

    @Option(help: ArgumentHelp("The environment variable with the key for --to-models.", valueName: "variable"))
    var toKeyEnv: String?

    @Flag(help: "Measure now: start each gateway, play the cases of the checklist, and stop it.")
    var launch = false

    @Option(help: ArgumentHelp("The folder of results.", valueName: "folder"))
    var results = "results"

    @Option(help: "text or markdown.")
    var format: Format = .text

    @Flag(help: "Print JSON, and nothing else.")
    var json = false

    @OptionGroup var dataOptions: DataOptions

    func run() async throws {
        try await Guarded.run {
            try await MigrateRun(command: self).run()
        }
    }
}
