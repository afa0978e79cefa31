extension BenchMetric {
    /// The figure `out_first`: first event, one way.
    package static let firstOutward = BenchMetric.time(
        "out_first", "first event, one way", .microseconds,
        formula: "`out` of the first event of each stream."
    ) { [$0.outward.first ?? nil].compactMap { $0 } }
}
