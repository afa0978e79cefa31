extension BenchMetric {
    /// The figure `ttfe`: time to first event.
    package static let ttfe = BenchMetric.time(
        "ttfe", "time to first event", .milliseconds,
        formula: "From the intended start to the first event of any kind, comments included."
    ) { [$0.ttfe].compactMap { $0 } }
}
