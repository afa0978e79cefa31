extension BenchMetric {
    /// The figure `ttfo`: time to first output token.
    package static let ttfo = BenchMetric.time(
        "ttfo", "time to first output token", .milliseconds,
        formula: "From the intended start to the first event with text other than reasoning."
    ) { [$0.ttfo].compactMap { $0 } }
}
