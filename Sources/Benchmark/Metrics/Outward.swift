extension BenchMetric {
    /// The figure `out`: event, one way.
    package static let outward = BenchMetric.time(
        "out", "event, one way", .microseconds,
        formula: "For each event: from just before the provider's write to just after the client's read "
            + "that completed its text; of a JSON answer, to its last byte."
    ) { $0.outward.compactMap { $0 } }
}
