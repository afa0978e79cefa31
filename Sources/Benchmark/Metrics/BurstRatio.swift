extension BenchMetric {
    /// The figure `burst_ratio`: how much of a stream came in clumps.
    package static let burstRatio = BenchMetric(
        "burst_ratio", "events in clumps", .share,
        formula: "Share of the events with text that arrived in the same read as one before; shows buffering."
    ) { $0.tokens > 1 ? [Double($0.coalesced) / Double($0.tokens)] : [] }
}
