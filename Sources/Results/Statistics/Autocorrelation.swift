/// Whether neighbouring rounds are alike, and what to do about it.
package enum Autocorrelation {
    /// Above this neighbouring rounds are averaged.
    package static let limit = 0.3
    /// Fewer rounds than these are never left.
    package static let fewest = 12

    /// Correlation of each value with the next; 0 for constant series.
    package static func lagOne(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        let mean = values.reduce(0, +) / Double(values.count)
        let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        guard spread > 0 else { return 0 }
        return zip(values, values.dropFirst()).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / spread
    }

    /// Means of neighbours, as often as it takes to make rounds behave as independent ones.
    package static func thinned(_ values: [Double]) -> [Double] {
        var values = values
        while abs(lagOne(values)) > limit, values.count / 2 >= fewest {
            values = stride(from: 0, to: values.count - 1, by: 2).map { (values[$0] + values[$0 + 1]) / 2 }
        }
        return values
    }
}
