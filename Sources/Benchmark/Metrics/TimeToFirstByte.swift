extension BenchMetric {
    /// The figure `ttfb`: time to first byte.
    package static let ttfb = BenchMetric.time(
        "ttfb", "time to first byte", .milliseconds,
        formula: "From the intended start to the first header line."
    ) { [$0.ttfb].compactMap { $0 } }
}
