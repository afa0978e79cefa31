/// What a comparison of two series came to.
package enum ShiftVerdict: String, Codable, Sendable, CaseIterable {
    case regressed
    case improved
    /// The difference is smaller than what matters, and that is certain.
    case equivalent
    case inconclusive
    /// Too many rounds had to be dropped to say anything.
    case noisy
}

/// When a difference counts.
package struct ShiftRules: Sendable, Equatable {
    /// Two-sided error of one look.
    package var alpha: Double
    /// Relative difference that is put up with: 0.05 for medians, 0.1 for the 90th percentile.
    package var tolerance: Double
    /// Absolute difference below which nothing matters, in the unit of the metric.
    package var floor: Double
    /// False where more is better.
    package var lowerIsBetter: Bool
    /// The share of rounds that may be dropped.
    package var droppedLimit: Double

    package init(
        alpha: Double = 0.01, tolerance: Double, floor: Double = 0, lowerIsBetter: Bool = true,
        droppedLimit: Double = 0.2
    ) {
        self.alpha = alpha
        self.tolerance = tolerance
        self.floor = floor
        self.lowerIsBetter = lowerIsBetter
        self.droppedLimit = droppedLimit
    }
}

/// A verdict with the figures that it rests on.
package struct ShiftJudgement: Codable, Sendable, Equatable {
    package var verdict: ShiftVerdict
    /// Candidate to baseline, as a ratio; above 1 the candidate's figure is higher.
    package var ratio: Shift
    /// Median absolute difference, in the unit of the metric.
    package var gap: Double
    /// The relative difference that was put up with in the end.
    package var tolerance: Double
    /// Rounds that went into it, and rounds that were dropped.
    package var rounds: Int
    package var dropped: Int
    /// Two-sided p that the difference is within the tolerance; for corrections over a family of metrics.
    package var p: Double
    /// The p that the clearest change of all would have with so many rounds.
    package var leastP: Double

    package init(
        verdict: ShiftVerdict, ratio: Shift, gap: Double, tolerance: Double, rounds: Int, dropped: Int, p: Double,
        leastP: Double = 0
    ) {
        self.verdict = verdict
        self.ratio = ratio
        self.gap = gap
        self.tolerance = tolerance
        self.rounds = rounds
        self.dropped = dropped
        self.p = p
        self.leastP = leastP
    }

    /// Withdraws verdicts that do not survive Holm's correction over the whole family.
    package static func corrected(_ family: [ShiftJudgement], alpha: Double) -> [ShiftJudgement] {
        let rejected = Holm.rejected(family.map(\.p), alpha: alpha)
        return zip(family, rejected).map { judgement, holds in
            var judgement = judgement
            let claims = judgement.verdict == .regressed || judgement.verdict == .improved
            if claims, !holds { judgement.verdict = .inconclusive }
            return judgement
        }
    }

    /// Which of a family could be confirmed at all with the rounds that there are, were their changes clear ones.
    package static func reachable(_ family: [ShiftJudgement], alpha: Double) -> [Bool] {
        Holm.rejected(family.map(\.leastP), alpha: alpha)
    }
}
