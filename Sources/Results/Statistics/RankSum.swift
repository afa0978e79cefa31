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
}
