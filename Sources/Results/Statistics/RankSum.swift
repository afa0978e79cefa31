/// Unpaired values: Hodges–Lehmann shift with the interval of the rank-sum test (normal approximation).
package enum RankSum {
    /// How far `values` lie above `others`; `alpha` is the two-sided error of the interval.
    package static func shift(_ values: [Double], from others: [Double], alpha: Double) -> Shift {
        let differences = values.flatMap { value in others.map { value - $0 } }.sorted()
        let estimate = Quantile.type7(sorted: differences, 0.5)
        let (n, m) = (Double(values.count), Double(others.count))
        let k = (n * m / 2 - Normal.quantile(1 - alpha / 2) * (n * m * (n + m + 1) / 12).squareRoot()).rounded(.down)
        guard k >= 0, Int(k) < differences.count - Int(k) else {
            return Shift(estimate: estimate, low: -.infinity, high: .infinity)
        }
        return Shift(estimate: estimate, low: differences[Int(k)], high: differences[differences.count - 1 - Int(k)])
    }

    /// Up to so many values on each side the exact distribution is used.
    package static let exactLimit = 25

    /// Two-sided p that neither side tends to lie above the other.
    ///
    /// The normal approximation says ten times too much of a few clear values, which is what a short run has.
    ///
    /// - Parameter wins: pairs in which the first side lies above, equal ones counted as halves.
    package static func pValue(wins: Double, _ count: Int, _ others: Int) -> Double {
        guard count > 0, others > 0 else { return 1 }
        let (n, m) = (Double(count), Double(others))
        let far = min(wins, n * m - wins)
        if count <= exactLimit, others <= exactLimit {
            // Half a win is counted as a whole one: p is then never too small.
            let tail = arrangements(count, others).prefix(Int(far.rounded(.up)) + 1).reduce(0, +)
            return min(1, 2 * tail)
        }
        let spread = (n * m * (n + m + 1) / 12).squareRoot()
        return min(1, 2 * Normal.cumulative((far - n * m / 2) / spread))
    }

    /// P(U = u) of the number of wins, for u from 0 to the product of both counts.
    package static func arrangements(_ count: Int, _ others: Int) -> [Double] {
        // Coefficients of the Gaussian binomial; whole numbers below 2^53 up to the limit, so nothing is rounded.
        var ways = [Double](repeating: 0, count: count * others + 1)
        ways[0] = 1
        for step in stride(from: 1, through: count, by: 1) {
            for u in stride(from: ways.count - 1, through: others + step, by: -1) { ways[u] -= ways[u - others - step] }
            for u in stride(from: step, to: ways.count, by: 1) { ways[u] += ways[u - step] }
        }
        let all = ways.reduce(0, +)
        return ways.map { $0 / all }
    }
}
