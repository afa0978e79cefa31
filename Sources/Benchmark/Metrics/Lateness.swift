extension BenchMetric {
    /// The figure `lateness`: late start.
    package static let lateness = BenchMetric.time(
        "lateness", "late start", .microseconds,
        formula: "From the intended to the real start of the request; what the generator itself adds."
    ) { [$0.lateness] }
}
