/// One figure of requests: what it is called, and how it is read from what both ends know.
package struct BenchMetric: Sendable {
    package enum Unit: String, Sendable {
        case microseconds = "us"
        case milliseconds = "ms"
        case share = "share"
        case perSecond = "1/s"
    }

    /// Stable for ever; the key in result files.
    package var key: String
    package var title: String
    package var unit: Unit
    package var lowerIsBetter: Bool
    /// How it is computed, in words.
    package var formula: String
    /// The values of one request, in the metric's unit; none where it does not apply.
    package var values: @Sendable (RequestMeasure) -> [Double]

    init(
        _ key: String, _ title: String, _ unit: Unit, lowerIsBetter: Bool = true, formula: String,
        values: @escaping @Sendable (RequestMeasure) -> [Double]
    ) {
        self.key = key
        self.title = title
        self.unit = unit
        self.lowerIsBetter = lowerIsBetter
        self.formula = formula
        self.values = values
    }

    /// A metric of nanoseconds.
    static func time(
        _ key: String, _ title: String, _ unit: Unit, formula: String,
        nanoseconds: @escaping @Sendable (RequestMeasure) -> [Int64]
    ) -> BenchMetric {
        let scale = unit == .milliseconds ? 1e6 : 1e3
        return BenchMetric(key, title, unit, formula: formula) { nanoseconds($0).map { Double($0) / scale } }
    }
}
