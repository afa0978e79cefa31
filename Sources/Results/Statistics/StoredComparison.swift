internal import Foundation

/// A new run against a stored one: rounds are not pairs, so each is first taken relative to the direct arm.
package enum StoredComparison {
    /// A gateway's rounds beside those of the direct arm of the same run.
    package struct Series: Sendable, Equatable {
        package var gateway: [Double]
        package var direct: [Double]

        package init(gateway: [Double], direct: [Double]) {
            self.gateway = gateway
            self.direct = direct
        }

        /// ln(gateway / direct), for rounds that have one.
        var logs: [Double] {
            zip(gateway, direct).filter { $0.0 > 0 && $0.1 > 0 && $0.0.isFinite && $0.1.isFinite }
                .map { log($0.0) - log($0.1) }
        }

        var medianGap: Double {
            Quantile.median(zip(gateway, direct).map { $0.0 - $0.1 })
        }
    }

    /// Judges the new series; the tolerance is doubled, for want of pairs.
    ///
    /// - Parameter noise: the relative difference that was seen between equals; the tolerance is never smaller.
    package static func judge(
        stored: Series, new: Series, rules: ShiftRules, noise: Double = 0
    ) -> ShiftJudgement {
        let (old, fresh) = (stored.logs, new.logs)
        let tolerance = max(2 * rules.tolerance, noise)
        let shift = RankSum.shift(fresh, from: old, alpha: rules.alpha)
        let gap = abs(new.medianGap - stored.medianGap)
        let total = stored.gateway.count + new.gateway.count
        let dropped = total - old.count - fresh.count
        let isNoisy = old.isEmpty || fresh.isEmpty || Double(dropped) > rules.droppedLimit * Double(total)
        return ShiftJudgement(
            verdict: isNoisy
                ? .noisy
                : PairedComparison.verdict(
                    shift, gap: gap, tolerance: tolerance, equal: 2 * rules.tolerance, rules: rules),
            ratio: PairedComparison.ratio(shift), gap: gap.isNaN ? 0 : gap, tolerance: tolerance,
            rounds: old.count + fresh.count, dropped: dropped, p: p(shift, fresh, old, tolerance: tolerance),
            leastP: RankSum.pValue(wins: 0, fresh.count, old.count))
    }

    /// Rank-sum p against the nearer border of the tolerance; 1 inside it.
    private static func p(_ shift: Shift, _ values: [Double], _ others: [Double], tolerance: Double) -> Double {
        let limit = log1p(tolerance)
        guard abs(shift.estimate) > limit, !values.isEmpty, !others.isEmpty else { return 1 }
        let border = shift.estimate > 0 ? limit : -limit
        let wins = values.reduce(0.0) { sum, value in
            sum + others.reduce(0.0) { $0 + (value - $1 > border ? 1 : value - $1 == border ? 0.5 : 0) }
        }
        return RankSum.pValue(wins: wins, values.count, others.count)
    }
}
