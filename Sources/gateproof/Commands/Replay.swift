internal import ArgumentParser

/// `gateproof replay`: recorded requests as a suite.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send recorded requests through a gateway and compare both ends.",
        discussion: """
            Each request of the recording is sent straight to the mock provider and through the gateway, under the \
            gateway's own key and model. The provider answers as it was recorded, else with a suitable script:
              gateproof replay traffic.jsonl --target nginx --launch
            """)

    @Argument(help: ArgumentHelp("A recording of `gateproof record`.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Different requests that are played at most.", valueName: "n"))
    var maxRequests = 200

    @OptionGroup var targetOptions: TargetOptions
    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var runOptions: RunOptions
    @OptionGroup var gateOptions: GateOptions

    func run() async throws {
        try await Guarded.run {
            try await ReplayRun(command: self).run()
        }
    }
}
