/// Intervals of rates: errors, passes.
package enum Proportion {
    /// Wilson's score interval of a rate; 0...1 without trials.
    package static func wilson(_ successes: Int, of trials: Int, alpha: Double = 0.05) -> ClosedRange<Double> {
        guard trials > 0 else { return 0...1 }
        let n = Double(trials)
        let p = min(max(Double(successes) / n, 0), 1)
        let z = Normal.quantile(1 - alpha / 2)
        let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return max(0, centre - half)...min(1, centre + half)
    }

    /// Newcombe's interval of the difference of two independent rates, first minus second.
    package static func difference(
        _ first: (successes: Int, trials: Int), _ second: (successes: Int, trials: Int), alpha: Double = 0.05
    ) -> ClosedRange<Double> {
        guard first.trials > 0, second.trials > 0 else { return -1...1 }
        let (p, q) = (Double(first.successes) / Double(first.trials), Double(second.successes) / Double(second.trials))
        let (a, b) = (
            wilson(first.successes, of: first.trials, alpha: alpha),
            wilson(second.successes, of: second.trials, alpha: alpha)
        )
        let down = ((p - a.lowerBound) * (p - a.lowerBound) + (b.upperBound - q) * (b.upperBound - q)).squareRoot()
        let up = ((a.upperBound - p) * (a.upperBound - p) + (q - b.lowerBound) * (q - b.lowerBound)).squareRoot()
        return (p - q - down)...(p - q + up)
    }
}
