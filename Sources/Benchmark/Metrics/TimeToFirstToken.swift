extension BenchMetric {
    /// The figure `ttft`: time to first token.
    package static let ttft = BenchMetric.time(
        "ttft", "time to first token", .milliseconds,
        formula: "From the intended start to the first event with text: content, reasoning, refusal or "
            + "tool arguments."
    ) { [$0.ttft].compactMap { $0 } }
}
