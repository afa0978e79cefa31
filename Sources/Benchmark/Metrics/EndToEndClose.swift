extension BenchMetric {
    /// The figure `e2e_close`: until the transfer is over.
    package static let endToEndClose = BenchMetric.time(
        "e2e_close", "until the transfer is over", .milliseconds,
        formula: "From the intended start to the end of the transfer."
    ) { [$0.closed].compactMap { $0 } }
}
