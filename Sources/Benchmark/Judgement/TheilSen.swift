package import Results

/// A trend that single outliers cannot bend: the median of the slopes of all pairs, with Kendall's interval.
package enum TheilSen {
    /// Per unit of x; nil with fewer than four points.
    package static func slope(_ points: [(x: Double, y: Double)], z: Double = 1.96) -> Shift? {
        let count = points.count
        guard count >= 4 else { return nil }
        var slopes: [Double] = []
        for left in 0..<count {
            for right in (left + 1)..<count where points[right].x != points[left].x {
                slopes.append((points[right].y - points[left].y) / (points[right].x - points[left].x))
            }
        }
        guard !slopes.isEmpty else { return nil }
        slopes.sort()
        let number = Double(count)
        let spread = z * (number * (number - 1) * (2 * number + 5) / 18).squareRoot()
        let below = Int(((Double(slopes.count) - spread) / 2).rounded(.down))
        let above = slopes.count - 1 - below
        guard below >= 0, above < slopes.count else {
            return Shift(estimate: Quantile.median(slopes), low: -.infinity, high: .infinity)
        }
        return Shift(estimate: Quantile.median(slopes), low: slopes[below], high: slopes[above])
    }

    /// Grows beyond doubt, by more than 5 % of `level` in an hour, and by `rise` from the first point to the last.
    ///
    /// x is in seconds.
    package static func grows(_ points: [(x: Double, y: Double)], level: Double, atLeast rise: Double = 0) -> Bool {
        guard let slope = slope(points), let first = points.map(\.x).min(), let last = points.map(\.x).max() else {
            return false
        }
        return slope.low > 0 && slope.estimate * 3600 > 0.05 * max(abs(level), 1e-9)
            && slope.estimate * (last - first) >= rise
    }
}
