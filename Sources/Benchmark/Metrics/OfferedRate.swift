extension RateMetric {
    /// The figure `rps_offered`: what was asked of the arm.
    package static let offeredRate = RateMetric(
        "rps_offered", "requests due per second",
        formula: "Requests whose intended start lay in the measured time, per second."
    ) { $0.offered }
}
