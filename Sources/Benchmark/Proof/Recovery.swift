package import Results

/// What was put in, what was found.
package struct Recovery: Sendable, Equatable {
    package var delay: GroundTruth.Delay
    /// Rounds that say something.
    package var count: Int
    /// What the proxy really added, by its own clock: median over the rounds, microseconds.
    package var truth: Double
    /// What the benchmark found; the interval holds for all delays together, and has the allowance on both sides.
    package var found: Shift
    /// Found less true, round by round.
    package var error: Shift

    init(delay: GroundTruth.Delay, rounds: [(found: Double, truth: Double)]) {
        self.delay = delay
        count = rounds.count
        truth = Quantile.median(rounds.map(\.truth))
        error = SignedRank.shift(rounds.map { $0.found - $0.truth }, alpha: GroundTruth.alpha)
        found = Shift(
            estimate: truth + error.estimate, low: truth + error.low - GroundTruth.allowance,
            high: truth + error.high + GroundTruth.allowance)
    }

    /// Too few rounds for an interval.
    package var isUndecided: Bool { !(found.low.isFinite && found.high.isFinite) }
    /// The true delay lies in the interval.
    package var isRecovered: Bool { !isUndecided && found.low <= truth && truth <= found.high }
}
