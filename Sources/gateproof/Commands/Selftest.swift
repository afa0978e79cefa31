internal import ArgumentParser

/// `gateproof selftest`: proves the checks with deliberately broken gateways.
struct Selftest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove the suite: every defect of the built-in gateway is caught, no harmless difference is failed.",
        discussion: """
            Plays everything through the correct gateway and through every benign variant of it (no case may fail), and \
            enough cases through every defect that the checks which it names find it. Exits with 0 only when all \
            defects are caught and nothing harmless was failed.
            """)

    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var options: SelftestOptions

    func run() async throws {
        try await Guarded.run { try await SelftestRun(data: dataOptions, options: options).run() }
    }
}
