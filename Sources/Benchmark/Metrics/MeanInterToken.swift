extension BenchMetric {
    /// The figure `itl_mean`: time per token after the first, one figure for each request.
    package static let meanInterToken = BenchMetric(
        "itl_mean", "mean time per token (TPOT of vLLM, ITL of AIPerf)", .milliseconds,
        formula: "(last event with text - first event with text) / (tokens - 1), one figure for each request."
    ) { request in
        guard request.tokens > 1, let first = request.ttft, let last = request.contentEnd else { return [] }
        return [Double(last - first) / Double(request.tokens - 1) / 1e6]
    }
}
