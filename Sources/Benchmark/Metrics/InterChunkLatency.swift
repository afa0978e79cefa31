extension BenchMetric {
    /// The figure `icl`: gap between reads with text.
    package static let interChunk = BenchMetric.time(
        "icl", "gap between reads with text", .milliseconds,
        formula: "Every gap between reads that brought text, of all requests."
    ) { $0.gaps }
}
