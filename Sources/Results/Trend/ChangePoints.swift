internal import Foundation

/// Finds where a series of logarithms took another level: E-Divisive with seeded permutations, then Welch's test.
///
/// The same series always has the same change points (method.md §5.3).
package enum ChangePoints {
    package struct Rules: Sendable {
        /// Shorter series are only shown.
        package var fewest = 12
        /// Values that a level needs at least.
        package var side = 4
        /// Error of the permutation test of each cut.
        package var alpha = 0.01
        package var permutations = 499
        /// Error of Welch's test between neighbouring levels.
        package var welch = 0.001
        /// Relative change that is worth telling.
        package var magnitude = 0.05

        package init() {}
    }

    package struct Point: Sendable, Equatable {
        /// The first value of the new level.
        package var index: Int
        /// Median of the level before and of the one from here on.
        package var before: Double
        package var after: Double
        /// Welch's p between the two levels.
        package var p: Double
    }

    /// The change points in order.
    package static func find(_ values: [Double], rules: Rules = Rules()) -> [Point] {
        guard values.count >= rules.fewest, values.allSatisfy(\.isFinite) else { return [] }
        var cuts: [Int] = []
        var open = [values.startIndex..<values.endIndex]
        while let range = open.popLast() {
            guard range.count >= 2 * rules.side, let cut = cut(values[range], rules) else { continue }
            cuts.append(range.lowerBound + cut)
            open += [range.lowerBound..<range.lowerBound + cut, range.lowerBound + cut..<range.upperBound]
        }
        return kept(cuts.sorted(), values, rules)
    }

    /// The best cut, if hardly any order of the same values has one that is as strong.
    private static func cut(_ values: ArraySlice<Double>, _ rules: Rules) -> Int? {
        // A level series has no cut, and its rounding errors are as strong in any order.
        guard values.min() != values.max() else { return nil }
        let split = EnergySplit(values, side: rules.side)
        let found = split.best(order: Array(0..<values.count))
        guard found.index > 0, found.strength > 0 else { return nil }
        let allowed = Int(rules.alpha * Double(rules.permutations + 1)) - 1
        var random = Permutations(seed: UInt64(values.count) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(values.startIndex))
        var order = Array(0..<values.count)
        var asStrong = 0
        for _ in 0..<rules.permutations {
            order.shuffle(using: &random)
            if split.best(order: order).strength >= found.strength { asStrong += 1 }
            if asStrong > allowed { return nil }
        }
        return found.index
    }

    /// Takes away, weakest first, what does not hold between the levels that are left.
    private static func kept(_ cuts: [Int], _ values: [Double], _ rules: Rules) -> [Point] {
        var cuts = cuts
        while true {
            let edges = [0] + cuts + [values.count]
            let points = cuts.indices.map { place -> Point in
                let (left, right) = (values[edges[place]..<cuts[place]], values[cuts[place]..<edges[place + 2]])
                return Point(
                    index: cuts[place], before: Quantile.median(Array(left)), after: Quantile.median(Array(right)),
                    p: Welch.pValue(settled(left), settled(right)))
            }
            let weak = points.filter { $0.p > rules.welch || abs($0.after - $0.before) < log1p(rules.magnitude) }
            guard let worst = weak.max(by: { ($0.p, $1.index) < ($1.p, $0.index) }) else { return points }
            cuts.removeAll { $0 == worst.index }
        }
    }

    /// The values with those far out drawn in: one bad night must not hide a step.
    private static func settled(_ values: ArraySlice<Double>) -> ArraySlice<Double> {
        let middle = Quantile.median(Array(values))
        // Four robust standard deviations.
        let reach = 4 * 1.4826 * Quantile.median(values.map { abs($0 - middle) })
        guard reach > 0 else { return values }
        return values.map { min(max($0, middle - reach), middle + reach) }[...]
    }

    /// SplitMix64.
    private struct Permutations: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) {
            state = seed
        }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
