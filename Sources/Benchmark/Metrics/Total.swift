extension BenchMetric {
    /// The figure `total`: whole request.
    package static let total = BenchMetric.time(
        "total", "whole request", .milliseconds,
        formula: "From just before the client's first send to the end of the transfer."
    ) { [$0.total].compactMap { $0 } }
}
