extension BenchMetric {
    /// The figure `ttfc`: time to first chunk.
    package static let ttfc = BenchMetric.time(
        "ttfc", "time to first chunk", .milliseconds,
        formula: "From the intended start to the first event with a non-empty `choices` (vLLM's TTFT: a "
            + "chunk with a role only counts)."
    ) { [$0.ttfc].compactMap { $0 } }
}
