package import Results

/// An arm compared with itself (A/A): what the benchmark reports where there is nothing to find.
package enum NoiseFloor {
    /// The suffix of the second copy's name.
    package static let suffix = ".again"

    /// One metric of one arm.
    package struct Finding: Sendable, Equatable {
        package var arm: String
        package var metric: String
        package var quantile: String
        package var unit: String
        /// Of the second copy over the first, in the metric's unit.
        package var shift: Shift
        /// The shift as a share of the arm's own figure.
        package var share: Double
        /// The interval says that there is a difference, which is wrong.
        package var isFalseAlarm: Bool { shift.low > 0 || shift.high < 0 }
    }

    /// The findings of a record in which every arm was played twice.
    package static func findings(_ record: BenchRecord) -> [Finding] {
        (record.contrasts ?? []).filter { $0.arm == $0.against + suffix }.map { contrast in
            let own = record.arms[contrast.against]?[contrast.metric]
            let level = contrast.quantile == "p50" ? own?.p50 : own?.p90
            return Finding(
                arm: contrast.against, metric: contrast.metric, quantile: contrast.quantile, unit: contrast.unit,
                shift: Shift(estimate: contrast.estimate, low: contrast.low, high: contrast.high),
                share: contrast.estimate / (level ?? .nan))
        }
    }
}
