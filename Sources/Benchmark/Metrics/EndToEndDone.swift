extension BenchMetric {
    /// The figure `e2e_done`: until [DONE].
    package static let endToEndDone = BenchMetric.time(
        "e2e_done", "until [DONE]", .milliseconds,
        formula: "From the intended start to `[DONE]`."
    ) { [$0.done].compactMap { $0 } }
}
