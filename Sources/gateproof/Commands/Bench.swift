internal import ArgumentParser

/// `gateproof bench`: measures what a gateway adds.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure what a gateway adds to each request and to each event of a stream.",
        discussion: """
            Requests go straight to the provider, through a proxy that only copies bytes, and through the gateway, one \
            by one in random order. Both ends are stamped with one clock. Without options the built-in gateway is \
            measured:
              gateproof bench
              gateproof bench --target nginx --launch
              gateproof bench --gateway http://127.0.0.1:4000/v1 --api-key-env MY_KEY
            """)

    @OptionGroup var targetOptions: TargetOptions
    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var benchOptions: BenchOptions
    @OptionGroup var gateOptions: GateOptions

    func run() async throws {
        try await Guarded.run {
            if benchOptions.`self` { return try await BenchSelfReport(json: benchOptions.json).run() }
            if benchOptions.groundTruth {
                return try await TruthProof(target: targetOptions, data: dataOptions, options: benchOptions).run()
            }
            if benchOptions.aa {
                return try await NoiseProof(target: targetOptions, data: dataOptions, options: benchOptions).run()
            }
            return try await BenchSession(
                target: targetOptions, data: dataOptions, options: benchOptions, gate: gateOptions
            ).run()
        }
    }
}
