internal import Foundation

/// Welch's t-test of two independent samples with unequal variances.
package enum Welch {
    /// Two-sided p that the means are equal; 1 where a side has fewer than two values.
    package static func pValue(_ left: ArraySlice<Double>, _ right: ArraySlice<Double>) -> Double {
        guard left.count > 1, right.count > 1 else { return 1 }
        let (a, b) = (moments(left), moments(right))
        let (u, v) = (a.variance / Double(left.count), b.variance / Double(right.count))
        guard u + v > 0 else { return a.mean == b.mean ? 1 : 0 }
        let t = (a.mean - b.mean) / (u + v).squareRoot()
        let freedom =
            (u + v) * (u + v) / (u * u / Double(left.count - 1) + v * v / Double(right.count - 1))
        return Beta.incomplete(freedom / (freedom + t * t), freedom / 2, 0.5)
    }

    private static func moments(_ values: ArraySlice<Double>) -> (mean: Double, variance: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, squares / Double(values.count - 1))
    }
}
