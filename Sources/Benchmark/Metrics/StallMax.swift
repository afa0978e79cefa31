extension BenchMetric {
    /// The figure `stall_max`: longest gap.
    package static let stallMax = BenchMetric.time(
        "stall_max", "longest gap", .milliseconds,
        formula: "The longest gap between reads with text, of each request."
    ) { [$0.gaps.max()].compactMap { $0 } }
}
