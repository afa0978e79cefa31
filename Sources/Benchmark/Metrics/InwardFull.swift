extension BenchMetric {
    /// The figure `in_full`: request with body, one way.
    package static let inwardFull = BenchMetric.time(
        "in_full", "request with body, one way", .microseconds,
        formula: "From just before the client's first send to just after the provider's read of the last "
            + "byte of the request."
    ) { [$0.inwardFull].compactMap { $0 } }
}
