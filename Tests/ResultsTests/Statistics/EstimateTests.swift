import Foundation
import Testing

@testable import Results

/// Vectors: published tables where named, otherwise computed once with NumPy and SciPy.
@Suite struct EstimateTests {
    private static let values = [3.1, 4.7, 1.2, 9.9, 5.5, 2.8, 7.7, 6.1, 4.4, 8.3, 5.0, 3.9]

    private func near(_ left: Double, _ right: Double, _ slack: Double = 1e-9) -> Bool {
        abs(left - right) <= slack * max(1, abs(right))
    }

    @Test(arguments: [
        (0.5, 0.0), (0.975, 1.959963984540054), (0.995, 2.5758293035489004), (0.001, -3.090232306167813),
        (1e-10, -6.361340902404056), (0.02, -2.053748910631823), (0.3, -0.5244005127080409),
    ])
    func normalQuantiles(share: Double, value: Double) {
        #expect(near(Normal.quantile(share), value, 1e-12))
        #expect(near(Normal.cumulative(value), share, 1e-12))
    }

    @Test func normalEnds() {
        #expect(Normal.quantile(0) == -.infinity)
        #expect(Normal.quantile(1) == .infinity)
    }

    @Test(arguments: [
        (0.3, 2.0, 3.0, 0.3483), (0.5, 15.5, 15.5, 0.5), (0.99, 0.5, 0.5, 0.9362314391414803),
        (0.9, 270.9, 30.1, 0.4795477841950945), (0, 2, 2, 0), (1, 2, 2, 1),
    ])
    func incompleteBeta(x: Double, a: Double, b: Double, value: Double) {
        #expect(near(Beta.incomplete(x, a, b), value, 1e-10))
    }

    @Test(arguments: [(0.1, 2.83), (0.25, 3.7), (0.5, 4.85), (0.9, 8.24), (0, 1.2), (1, 9.9)])
    func type7(share: Double, value: Double) {
        #expect(near(Quantile.type7(Self.values, share), value))
    }

    @Test(arguments: [
        (0.1, 2.079647390948754), (0.25, 3.4614923272573774), (0.5, 4.940584210134301), (0.9, 8.918271536258175),
    ])
    func harrellDavis(share: Double, value: Double) {
        #expect(near(Quantile.harrellDavis(Self.values, share), value))
    }

    @Test(arguments: [(0.5, 55.617658425506924), (0.9, 91.07617048663808)])
    func harrellDavisOfSixty(share: Double, value: Double) {
        let values = (0..<60).map { Double(($0 * 7919) % 997) / 10 }
        #expect(near(Quantile.estimate(values, share).value, value))
        #expect(Quantile.estimate(values, share).method == .harrellDavis)
    }

    @Test func tailsOfFewValuesAreLabelled() {
        #expect(Quantile.estimate(Self.values, 0.9).method == .type7)
        #expect(Quantile.type7([], 0.5).isNaN)
        #expect(Quantile.harrellDavis([7], 0.5) == 7)
        #expect(Quantile.median([1, 2, 4, 9]) == 3)
    }

    /// The first two: Newcombe 1998, table I; the third: method.md §6.
    @Test(arguments: [
        (81, 263, 0.25528851987, 0.36620957698), (1, 10, 0.01787621310, 0.40415002680), (20, 20, 0.83887484194, 1),
        (0, 20, 0, 0.16112515806),
    ])
    func wilson(successes: Int, trials: Int, low: Double, high: Double) {
        let interval = Proportion.wilson(successes, of: trials)
        #expect(near(interval.lowerBound, low) && near(interval.upperBound, high))
    }

    /// Newcombe 1998 (differences), table II: 56/70 - 48/80, 9/10 - 3/10 and 10/10 - 0/10, method 10.
    @Test(arguments: [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 10, 0.6075, 1)])
    func newcombe(a: Int, m: Int, b: Int, n: Int, low: Double, high: Double) {
        let interval = Proportion.difference((a, m), (b, n))
        #expect(abs(interval.lowerBound - low) < 5e-5 && abs(interval.upperBound - high) < 5e-5)
    }

    @Test func ratesWithoutTrialsSayNothing() {
        #expect(Proportion.wilson(0, of: 0) == 0...1)
        #expect(Proportion.difference((0, 0), (1, 2)) == -1...1)
    }

    @Test func holm() {
        let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005])
        #expect(zip(adjusted, [0.03, 0.06, 0.06, 0.02]).allSatisfy { near($0, $1) })
        #expect(Holm.rejected([0.01, 0.04, 0.03, 0.005], alpha: 0.05) == [true, false, false, true])
        #expect(Holm.adjusted([]) == [])
        #expect(Holm.adjusted([0.9, 0.8]) == [1, 1])
    }

    @Test func neighboursThatAreAlikeAreAveraged() {
        let waves = (0..<48).map { Double(($0 / 8) % 2) }
        #expect(Autocorrelation.lagOne(waves) > 0.7)
        #expect(Autocorrelation.thinned(waves).count == 12)
        #expect(Autocorrelation.thinned(Array(waves.prefix(23))).count == 23)
        #expect(near(Autocorrelation.lagOne([1, 2, 3, 4]), 0.25))
        #expect(Autocorrelation.lagOne([5, 5, 5]) == 0)
    }
}
