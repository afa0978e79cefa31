extension RateMetric {
    /// The figure `rps_ok`: what was answered well.
    package static let goodRate = RateMetric(
        "rps_ok", "requests answered well per second",
        formula: "Requests answered 200, whole and with the right text, per second of intended starts."
    ) { $0.measures.count(where: \.isGood) }
}
