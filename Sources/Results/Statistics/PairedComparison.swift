internal import Foundation

/// Two builds measured round by round in the same run.
package enum PairedComparison {
    /// Judges the candidate against the baseline.
    ///
    /// - Parameters:
    ///   - baseline: one quantile estimate for each round.
    ///   - candidate: the same rounds in the same order.
    ///   - valid: rounds to use; all when nil. Rounds without a logarithm are dropped too.
    ///   - sameAgainstSame: log shift of two copies of the baseline in this run, when there was one.
    package static func judge(
        baseline: [Double], candidate: [Double], valid: [Bool]? = nil, rules: ShiftRules,
        sameAgainstSame: Shift? = nil
    ) -> ShiftJudgement {
        let pairs = zip(baseline, candidate).enumerated().filter { index, pair in
            let allowed = valid.map { index < $0.count && $0[index] } ?? true
            return allowed && pair.0 > 0 && pair.1 > 0 && pair.0.isFinite && pair.1.isFinite
        }.map(\.element)
        let total = max(baseline.count, candidate.count)
        let logs = Autocorrelation.thinned(pairs.map { log($0.1) - log($0.0) })
        let noise = sameAgainstSame.map { max(2 * abs($0.estimate), $0.halfWidth) } ?? 0
        let tolerance = max(rules.tolerance, noise)
        let shift = SignedRank.shift(logs, alpha: rules.alpha)
        let gap = abs(Quantile.median(pairs.map { $0.1 - $0.0 }))
        let dropped = total - pairs.count
        let isNoisy = total == 0 || Double(dropped) > rules.droppedLimit * Double(total)
        return ShiftJudgement(
            verdict: isNoisy
                ? .noisy : verdict(shift, gap: gap, tolerance: tolerance, equal: rules.tolerance, rules: rules),
            ratio: ratio(shift), gap: gap.isNaN ? 0 : gap, tolerance: tolerance, rounds: logs.count, dropped: dropped,
            p: p(logs, tolerance: tolerance), leastP: SignedRank.leastP(count: logs.count))
    }

    /// The rule itself: beyond the tolerance with certainty, and large enough to matter.
    ///
    /// - Parameter equal: the relative difference within which two things count as the same, whatever the noise.
    static func verdict(
        _ shift: Shift, gap: Double, tolerance: Double, equal: Double, rules: ShiftRules
    ) -> ShiftVerdict {
        let limit = log1p(tolerance)
        let matters = gap > rules.floor
        if shift.low > limit, matters { return rules.lowerIsBetter ? .regressed : .improved }
        if shift.high < -limit, matters { return rules.lowerIsBetter ? .improved : .regressed }
        // Noise widens what is put up with, but it is no proof that two things are the same.
        let same = log1p(min(tolerance, equal))
        return shift.low > -same && shift.high < same ? .equivalent : .inconclusive
    }

    static func ratio(_ shift: Shift) -> Shift {
        Shift(estimate: exp(shift.estimate), low: exp(shift.low), high: exp(shift.high))
    }

    /// Against the nearer border of the tolerance; 1 inside it.
    private static func p(_ logs: [Double], tolerance: Double) -> Double {
        let centre = Quantile.median(SignedRank.walshAverages(logs))
        let limit = log1p(tolerance)
        guard abs(centre) > limit else { return 1 }
        return SignedRank.pValue(logs.map { $0 - (centre > 0 ? limit : -limit) })
    }
}
