extension RateMetric {
    /// The figure `rps_sent`: what the generator sent.
    package static let sentRate = RateMetric(
        "rps_sent", "requests sent per second",
        formula: "Requests that were really sent, per second of intended starts."
    ) { $0.measures.count }
}
