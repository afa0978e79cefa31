extension BenchMetric {
    /// The figure `residual`: unexplained rest.
    package static let residual = BenchMetric.time(
        "residual", "unexplained rest", .microseconds,
        formula: "`total` - `in` - time in the provider - `out` of the end; about 0, else the stamps do "
            + "not belong together."
    ) { [$0.residual].compactMap { $0 } }
}
