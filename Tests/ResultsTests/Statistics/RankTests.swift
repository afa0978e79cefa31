import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct RankTests {
    /// Hollander and Wolfe's depression scores: first visit, second visit.
    private static let first = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    private static let second = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]

    /// Critical values of Wilcoxon's signed-rank test, two-sided, as tabulated; -1 where none exists.
    private static let tables: [(alpha: Double, ranks: [Int])] = [
        (0.05, [-1, -1, -1, -1, -1, 0, 2, 3, 5, 8, 10, 13, 17, 21, 25, 29, 34, 40, 46, 52, 58, 65, 73, 81, 89]),
        (0.01, [-1, -1, -1, -1, -1, -1, -1, 0, 1, 3, 5, 7, 9, 12, 15, 19, 23, 27, 32, 37, 42, 48, 54, 61, 68]),
    ]

    @Test(arguments: tables) func criticalRanks(alpha: Double, ranks: [Int]) {
        #expect((1...25).map { SignedRank.criticalRank(count: $0, alpha: alpha) ?? -1 } == ranks)
    }

    @Test func beyondTheTableTheNormalFormulaHolds() {
        // 30·31/4 − 2.5758·√(30·31·61/24) = 107.27; 40: 218.33.
        #expect(SignedRank.criticalRank(count: 30, alpha: 0.01) == 107)
        #expect(SignedRank.criticalRank(count: 40, alpha: 0.01) == 218)
    }

    @Test func publishedShiftAndInterval() {
        let differences = zip(Self.second, Self.first).map { $0 - $1 }
        let shift = SignedRank.shift(differences, alpha: 0.05)
        #expect(abs(shift.estimate - -0.46) < 1e-9)
        #expect(abs(shift.low - -0.786) < 1e-9 && abs(shift.high - -0.010) < 1e-9)
        #expect(abs(SignedRank.pValue(differences) - 0.0390625) < 1e-12)
    }

    @Test func walshAveragesByHand() {
        #expect(SignedRank.walshAverages([3, 1, 8]) == [1, 2, 3, 4.5, 5.5, 8])
        #expect(SignedRank.walshAverages([]) == [])
    }

    @Test func tooFewRoundsGiveNoInterval() {
        let shift = SignedRank.shift([1, 2, 3, 4, 5, 6, 7], alpha: 0.01)
        #expect(shift.estimate == 4 && shift.low == -.infinity && shift.high == .infinity)
        let eight = SignedRank.shift([1, 2, 3, 4, 5, 6, 7, 8], alpha: 0.01)
        #expect(eight.low == 1 && eight.high == 8)
    }

    @Test func pValuesOfTheNormalApproximation() {
        let values = (0..<40).map { (index: Int) -> Double in
            let mixed = Double((index * 37) % 61 - 22)
            return mixed / 10 + Double(index) * 0.001
        }
        #expect(abs(SignedRank.pValue(values) - 0.02153551737775828) < 1e-10)
        #expect(abs(SignedRank.pValue([1.5, -2, 3, 4.25, -0.5, 6, 7, 8.5, 9, -10.5]) - 0.193359375) < 1e-12)
        #expect(SignedRank.pValue([0, 0]) == 1)
    }

    /// The interval excludes a value exactly where the test rejects it.
    @Test func intervalAndTestAgree() {
        var random = SplitMix64(seed: 5)
        for count in [8, 12, 20, 25] {
            let values = (0..<count).map { _ in random.normal() }
            let shift = SignedRank.shift(values, alpha: 0.01)
            for (border, inside) in [(shift.low, 1.0), (shift.high, -1.0)] {
                #expect(SignedRank.pValue(values.map { $0 - border - inside * 1e-9 }) > 0.01)
                #expect(SignedRank.pValue(values.map { $0 - border + inside * 1e-9 }) <= 0.01)
            }
        }
    }

    @Test func theExactDistributionOfWins() {
        #expect(RankSum.arrangements(4, 3).map { ($0 * 35).rounded() } == [1, 1, 2, 3, 4, 4, 5, 4, 4, 3, 2, 1, 1])
        #expect(RankSum.arrangements(25, 25).allSatisfy { $0 >= 0 })
        // 14 choose 6 is 3003; the normal approximation would say 0.0019.
        #expect(abs(RankSum.pValue(wins: 0, 6, 8) - 2 / 3003.0) < 1e-12)
        #expect(RankSum.pValue(wins: 48, 6, 8) == RankSum.pValue(wins: 0, 6, 8))
        #expect(RankSum.pValue(wins: 24, 6, 8) == 1 && RankSum.pValue(wins: 0, 0, 8) == 1)
        #expect(RankSum.pValue(wins: 0.5, 6, 8) > RankSum.pValue(wins: 0, 6, 8))
        let (exact, close) = (RankSum.pValue(wins: 200, 25, 25), RankSum.pValue(wins: 208, 26, 25))
        #expect(abs(exact - close) < 0.01)
    }

    @Test func unpairedShiftByHand() {
        let shift = RankSum.shift([10, 12, 15], from: [1, 2], alpha: 0.05)
        #expect(shift.estimate == 10.5)
        #expect(shift.low == -.infinity)
        // 20·20/2 − 2.5758·√(400·41/12) = 104.77: the 105th smallest and largest of the 400 differences.
        let series = (0..<20).map(Double.init)
        let differences = series.flatMap { value in series.map { other in value + 3 - other } }.sorted()
        let interval = RankSum.shift(series.map { $0 + 3 }, from: series, alpha: 0.01)
        #expect(interval == Shift(estimate: 3, low: differences[104], high: differences[295]))
    }
}

extension SplitMix64 {
    /// Standard normal, by Box and Muller.
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * Double.pi * unit())
    }
}
