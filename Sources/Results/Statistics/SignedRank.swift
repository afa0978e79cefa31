/// Paired values: Hodges–Lehmann shift with the interval of Wilcoxon's signed-rank test.
package enum SignedRank {
    /// Up to so many values the exact distribution is used.
    package static let exactLimit = 25

    /// All means of two of the values, each with itself too, in order.
    package static func walshAverages(_ values: [Double]) -> [Double] {
        var averages: [Double] = []
        averages.reserveCapacity(values.count * (values.count + 1) / 2)
        for (index, value) in values.enumerated() {
            for other in values[index...] { averages.append((value + other) / 2) }
        }
        return averages.sorted()
    }

    /// The shift of the differences from zero; `alpha` is the two-sided error of the interval.
    package static func shift(_ differences: [Double], alpha: Double) -> Shift {
        let averages = walshAverages(differences)
        let estimate = Quantile.type7(sorted: averages, 0.5)
        guard let k = criticalRank(count: differences.count, alpha: alpha), k < averages.count - k else {
            return Shift(estimate: estimate, low: -.infinity, high: .infinity)
        }
        return Shift(estimate: estimate, low: averages[k], high: averages[averages.count - 1 - k])
    }

    /// The largest rank sum that is still rejected at `alpha`, two-sided; nil when none is.
    package static func criticalRank(count: Int, alpha: Double) -> Int? {
        guard count > 0 else { return nil }
        let n = Double(count)
        guard count <= exactLimit else {
            let spread = (n * (n + 1) * (2 * n + 1) / 24).squareRoot()
            let k = (n * (n + 1) / 4 - Normal.quantile(1 - alpha / 2) * spread).rounded(.down)
            return k >= 0 ? Int(k) : nil
        }
        var below = 0.0
        for (sum, share) in distribution(count: count).enumerated() {
            below += share
            // A hair of room for sums of powers of two that were rounded.
            if below > alpha / 2 + 1e-12 { return sum > 0 ? sum - 1 : nil }
        }
        return nil
    }

    /// P(T = t) of the sum of positive ranks, for t from 0 to n(n+1)/2.
    package static func distribution(count: Int) -> [Double] {
        var shares = [1.0]
        for rank in stride(from: 1, through: count, by: 1) {
            var next = [Double](repeating: 0, count: shares.count + rank)
            for (sum, share) in shares.enumerated() {
                next[sum] += share / 2
                next[sum + rank] += share / 2
            }
            shares = next
        }
        return shares
    }

    /// Two-sided p that the differences lie around zero; zeros are left out, ties share their ranks.
    package static func pValue(_ differences: [Double]) -> Double {
        let kept = differences.filter { $0 != 0 }
        guard !kept.isEmpty else { return 1 }
        let order = kept.indices.sorted { abs(kept[$0]) < abs(kept[$1]) }
        var positive = 0.0
        var ties = 0.0
        var start = 0
        while start < order.count {
            let end = order[start...].firstIndex { abs(kept[$0]) != abs(kept[order[start]]) } ?? order.count
            let rank = Double(start + 1 + end) / 2
            positive += rank * Double(order[start..<end].filter { kept[$0] > 0 }.count)
            let tied = Double(end - start)
            ties += tied * tied * tied - tied
            start = end
        }
        return pValue(positive: positive, count: kept.count, ties: ties)
    }

    /// The p of differences that all lie on one side; no smaller one is possible.
    package static func leastP(count: Int) -> Double {
        count > 0 ? pValue(positive: 0, count: count, ties: 0) : 1
    }

    private static func pValue(positive: Double, count: Int, ties: Double) -> Double {
        let n = Double(count)
        let mean = n * (n + 1) / 4
        let far = min(positive, 2 * mean - positive)
        if count <= exactLimit, ties == 0 {
            return min(1, 2 * distribution(count: count).prefix(Int(far) + 1).reduce(0, +))
        }
        let spread = (n * (n + 1) * (2 * n + 1) / 24 - ties / 48).squareRoot()
        return spread > 0 ? min(1, 2 * Normal.cumulative((far - mean) / spread)) : 1
    }
}
