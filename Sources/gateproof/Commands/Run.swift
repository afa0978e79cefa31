internal import ArgumentParser

/// `gateproof run`: plays the suites through a gateway.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play the suites through a gateway and judge what it did.",
        discussion: """
            Without options the built-in gateway is judged. To judge your own, let its two upstreams be the mock \
            providers (default http://127.0.0.1:9901/v1 and http://127.0.0.1:9902/v1), then name its base URL:
              gateproof run --gateway http://127.0.0.1:4000/v1 --api-key-env MY_KEY
            Several targets are judged one after another, and give a scorecard:
              gateproof run --target litellm,nginx,haproxy --launch
            """)

    @OptionGroup var targetOptions: TargetOptions
    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var runOptions: RunOptions
    @OptionGroup var gateOptions: GateOptions
    @OptionGroup var liveOptions: LiveOptions

    func validate() throws {
        if gateOptions.resume != nil, runOptions.repetitions > 1 {
            throw ValidationError("--resume cannot tell which repetition was interrupted; leave out --repeat")
        }
        if liveOptions.live, let stray = strayFromLive {
            throw ValidationError(
                "--live does not take \(stray): the provider is a real one, and each request costs money")
        }
    }

    /// An option that says something that a live run would not obey.
    private var strayFromLive: String? {
        let reach = targetOptions.reach
        return [
            (reach.launch, "--launch"), (reach.defect != nil, "--defect"), (reach.providers != nil, "--providers"),
            (runOptions.bench != nil, "--bench"), (gateOptions.resume != nil, "--resume"),
            (runOptions.repetitions > 1, "--repeat"), (runOptions.knownFailing != nil, "--known-failing"),
            (runOptions.writeKnownFailing, "--write-known-failing"),
        ].first { $0.0 }?.1
    }

    func run() async throws {
        try await Guarded.run {
            if liveOptions.live {
                return try await LiveSession(
                    target: targetOptions, data: dataOptions, options: runOptions, live: liveOptions, gate: gateOptions
                ).run()
            }
            let names = SeveralRuns.names(targetOptions.target)
            if names.count > 1 {
                return try await SeveralRuns(
                    names: names, target: targetOptions, data: dataOptions, options: runOptions, gate: gateOptions
                )
                .run()
            }
            try ModeGuard(options: targetOptions, data: dataOptions).demand()
            return try await ConformanceRun(
                target: targetOptions, data: dataOptions, options: runOptions, gate: gateOptions
            ).run()
        }
    }
}
