internal import ArgumentParser

/// The root of the command line; it only lists the subcommands.
@main
struct Gateproof: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateproof",
        abstract: "Shows what an LLM gateway changes, loses, invents, delays or hides.",
        discussion: """
            Start with `gateproof run`: it plays every suite through the built-in gateway. Then point it at your own:
              gateproof run --gateway http://127.0.0.1:4000/v1 --api-key-env MY_KEY
            """,
        version: Version.text,
        subcommands: [
            Run.self, Bench.self, BenchServe.self, Mock.self, Gateway.self, ListCommand.self, Explain.self, Lint.self,
            ReportCommand.self, Compare.self, TrendCommand.self, Merge.self, ResultCommand.self, Selftest.self,
            Doctor.self, Cost.self, Record.self, Replay.self, Migrate.self, TargetCommand.self,
        ])
}
