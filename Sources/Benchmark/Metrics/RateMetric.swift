package import Suites

/// A figure of a whole arm: something per second, over the rounds that count.
package struct RateMetric: Sendable {
    /// What an arm did.
    package struct Facts: Sendable {
        /// Requests that were due, sent or not.
        package var offered: Int
        package var measures: [RequestMeasure]
        /// How long the requests took to arrive.
        package var seconds: Double
        package var objectives: Objectives

        package init(offered: Int, measures: [RequestMeasure], seconds: Double, objectives: Objectives) {
            self.offered = offered
            self.measures = measures
            self.seconds = seconds
            self.objectives = objectives
        }
    }

    /// Stable for ever; the key in result files.
    package var key: String
    package var title: String
    package var unit: String
    package var lowerIsBetter = false
    /// How it is computed, in words.
    package var formula: String
    /// What is counted; nil where it does not apply.
    package var count: @Sendable (Facts) -> Int?

    init(_ key: String, _ title: String, formula: String, count: @escaping @Sendable (Facts) -> Int?) {
        self.key = key
        self.title = title
        unit = "1/s"
        self.formula = formula
        self.count = count
    }

    /// Every figure of whole arms, in the order of a report.
    package static let all = [offeredRate, sentRate, goodRate, goodput, systemTokenRate]
}
