extension BenchMetric {
    /// The figure `tok_s_user`: how fast one reader sees text grow.
    package static let userTokenRate = BenchMetric(
        "tok_s_user", "tokens per second of one stream", .perSecond, lowerIsBetter: false,
        formula: "1 / itl_mean, one figure for each request."
    ) { request in
        meanInterToken.values(request).filter { $0 > 0 }.map { 1000 / $0 }
    }
}
