extension BenchMetric {
    /// The figure `jitter`: gap between events, added.
    package static let jitter = BenchMetric.time(
        "jitter", "gap between events, added", .microseconds,
        formula: "For each event after the first: the gap between arrivals minus the gap between writes; "
            + "negative where events were merged."
    ) { $0.jitter }
}
