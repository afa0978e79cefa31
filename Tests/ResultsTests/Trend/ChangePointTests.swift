import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct ChangePointTests {
    /// Logarithms around levels, each for so many nights.
    private func series(_ levels: [(Double, Int)], noise: Double, _ random: inout SplitMix64) -> [Double] {
        levels.flatMap { level, nights in (0..<nights).map { _ in log(level) + noise * random.normal() } }
    }

    @Test func aSeriesWithoutAChangeHasNone() {
        var random = SplitMix64(seed: 41)
        let alarms = (0..<120).count { _ in
            !ChangePoints.find(series([(1.4, 60)], noise: 0.08, &random)).isEmpty
        }
        #expect(alarms <= 1, "at most one in a hundred")
    }

    @Test func aStepIsFoundWhereItIs() {
        var random = SplitMix64(seed: 42)
        var found = 0
        for _ in 0..<30 {
            let points = ChangePoints.find(series([(1.4, 25), (1.6, 25)], noise: 0.04, &random))
            if points.count == 1, abs(points[0].index - 25) <= 2 { found += 1 }
        }
        #expect(found >= 28)
    }

    @Test func twoStepsAndASpikeAreTwoSteps() {
        var random = SplitMix64(seed: 43)
        var values = series([(1.2, 20), (1.5, 20), (1.3, 20)], noise: 0.02, &random)
        values[10] = log(4)
        let points = ChangePoints.find(values)
        #expect(points.map(\.index) == [20, 40])
        #expect(points.allSatisfy { $0.p < 0.001 })
        #expect(abs(exp(points.first?.after ?? 0) - 1.5) < 0.03)
    }

    @Test func theSameSeriesGivesTheSameAnswer() {
        var random = SplitMix64(seed: 44)
        let values = series([(1, 30), (1.1, 30)], noise: 0.05, &random)
        #expect(ChangePoints.find(values) == ChangePoints.find(values))
    }

    @Test func whatIsTooShortOrTooSmallIsOnlyShown() {
        #expect(ChangePoints.find([Double](repeating: 0.1, count: 500)).isEmpty)
        #expect(ChangePoints.find([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]).isEmpty)
        #expect(ChangePoints.find([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]).map(\.index) == [6])
        #expect(ChangePoints.find([0, 0, 0, 0, 0, 0, 0.04, 0.04, 0.04, 0.04, 0.04, 0.04]).isEmpty)
        #expect(ChangePoints.find([Double](repeating: 1, count: 50)).isEmpty)
        #expect(ChangePoints.find([Double](repeating: .nan, count: 50)).isEmpty)
        #expect(ChangePoints.find([]).isEmpty)
    }

    /// The quick sums against the definition.
    @Test func theEnergyOfACutIsThatOfItsDefinition() {
        var random = SplitMix64(seed: 45)
        let values = (0..<17).map { _ in (random.unit() * 8).rounded() }
        let best = EnergySplit(values[...], side: 4).best(order: Array(values.indices))
        let strength = { (cut: Int) -> Double in
            let (left, right) = (values[..<cut], values[cut...])
            let (m, n) = (Double(left.count), Double(right.count))
            let mean = { (a: ArraySlice<Double>, b: ArraySlice<Double>) in
                a.reduce(0.0) { sum, x in sum + b.reduce(0.0) { $0 + abs(x - $1) } }
            }
            let within = mean(left, left) / (m * (m - 1)) + mean(right, right) / (n * (n - 1))
            return m * n / (m + n) * (2 * mean(left, right) / (m * n) - within)
        }
        let all = (4...13).map { ($0, strength($0)) }
        let expected = all.max { $0.1 < $1.1 }
        #expect(best.index == expected?.0)
        #expect(abs(best.strength - (expected?.1 ?? 0)) < 1e-9)
    }

    /// Values from SciPy's `ttest_ind`.
    @Test func welchsTest() {
        let p = Welch.pValue([27.5, 21.0, 19.0, 23.6, 17.0, 17.9], [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0])
        #expect(abs(p - 0.20198867735345505) < 1e-9)
        #expect(abs(Welch.pValue([1, 2, 3, 4, 5], [11, 12, 14, 18]) - 0.002624047050142513) < 1e-9)
        #expect(Welch.pValue([1, 1, 1], [1, 1, 1]) == 1)
        #expect(Welch.pValue([1, 1, 1], [2, 2, 2]) == 0)
        #expect(Welch.pValue([1], [2, 2]) == 1)
    }
}
