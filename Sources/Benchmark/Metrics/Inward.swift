extension BenchMetric {
    /// The figure `in`: request, one way.
    package static let inward = BenchMetric.time(
        "in", "request, one way", .microseconds,
        formula: "From just before the client's first send (connection ready) to just after the provider's "
            + "read of the first byte."
    ) { [$0.inward].compactMap { $0 } }
}
