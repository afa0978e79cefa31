extension BenchMetric {
    /// The figure `e2e_content`: until the last text.
    package static let endToEndContent = BenchMetric.time(
        "e2e_content", "until the last text", .milliseconds,
        formula: "From the intended start to the last event with text."
    ) { [$0.contentEnd].compactMap { $0 } }
}
