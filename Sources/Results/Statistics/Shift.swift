/// How far one series lies from another, with what is not known about it.
package struct Shift: Codable, Sendable, Equatable {
    package var estimate: Double
    /// The interval's ends; infinite where there are too few values for the level.
    package var low: Double
    package var high: Double

    package var halfWidth: Double { (high - low) / 2 }

    package init(estimate: Double, low: Double, high: Double) {
        self.estimate = estimate
        self.low = low
        self.high = high
    }
}
