import Foundation
import TestSupport
import Testing

@testable import Results

/// Whole comparisons of made-up results with a known change, with the noise that was measured on a small shared machine
/// (method.md §5.2): how often a change is found that is not there, and one missed that is.
@Suite struct SimulationTests {
    /// Noise of a round as the standard deviation of its logarithm, by quantile.
    private static let shared = 0.144
    private static let own = ["p50": 0.03, "p90": 0.067]

    /// A result whose gateway is so many times slower than direct, on a machine whose speed drifts from run to run.
    private func run(_ slower: Double, rounds: Int, _ random: inout SplitMix64) -> RunResult {
        var result = SampleResult.make()
        result.cases = []
        var record = SampleBench.record()
        record.arms = ["direct": [:], "gateway": [:]]
        let machine = exp(0.3 * random.normal())
        for (key, base) in [("in", 800.0), ("out", 700), ("ttft", 5300), ("total", 34000)] {
            let level = (0..<rounds).map { _ in machine * base * exp(Self.shared * random.normal()) }
            for (arm, factor) in [("direct", 1.0), ("gateway", 3 * slower)] {
                var series: [String: [Double]] = [:]
                for (quantile, spread) in [("p50", 1.0), ("p90", 1.6)] {
                    let noise = Self.own[quantile, default: 0] / 2.0.squareRoot()
                    series[quantile] = level.map { $0 * factor * spread * exp(noise * random.normal()) }
                }
                record.arms[arm]?[key] = .init(
                    title: key, unit: "us", better: "lower", count: 6000, mean: 0,
                    p50: Quantile.median(series["p50"] ?? []), p90: Quantile.median(series["p90"] ?? []), p95: 0,
                    p99: 0, p999: 0, max: 0, rounds: series)
            }
        }
        result.bench = [record]
        return result
    }

    private func verdicts(
        slower: Double, rounds: Int, trials: Int, interleaved: Bool = false, seed: UInt64
    ) -> [[BenchChange]] {
        var random = SplitMix64(seed: seed)
        return (0..<trials).map { _ in
            var (before, after) = (run(1, rounds: rounds, &random), run(slower, rounds: rounds, &random))
            if interleaved { interleave(&before, &after, slower, rounds, &random) }
            return Comparison(before, after).bench
        }
    }

    /// Both gateways in the same rounds: the level of each round is theirs in common.
    private func interleave(
        _ before: inout RunResult, _ after: inout RunResult, _ slower: Double, _ rounds: Int,
        _ random: inout SplitMix64
    ) {
        after = before
        before.bench[0].interleaving = "one run"
        after.bench[0].interleaving = "one run"
        for key in ["in", "out", "ttft", "total"] {
            for quantile in ["p50", "p90"] {
                let noise = Self.own[quantile, default: 0]
                let base = before.bench[0].arms["gateway"]?[key]?.rounds?[quantile] ?? []
                after.bench[0].arms["gateway"]?[key]?.rounds?[quantile] = base.map {
                    $0 * slower * exp(noise * random.normal())
                }
            }
        }
    }

    private func share(_ runs: [[BenchChange]], _ quantile: String, _ verdict: ShiftVerdict) -> Double {
        let judged = runs.flatMap { $0.filter { $0.quantile == quantile } }.compactMap(\.judgement)
        return Double(judged.count { $0.verdict == verdict }) / Double(max(1, judged.count))
    }

    @Test(arguments: [false, true]) func nightsThatAreTheSameRaiseNoAlarm(interleaved: Bool) {
        let runs = verdicts(slower: 1, rounds: 20, trials: 30, interleaved: interleaved, seed: 31)
        #expect(runs.allSatisfy { $0.count == 8 })
        #expect(runs.joined().allSatisfy { $0.method == (interleaved ? .paired : .relativeToDirect) })
        let claims = runs.joined().count { [.regressed, .improved].contains($0.judgement?.verdict) }
        #expect(claims == 0)
        #expect(share(runs, "p50", .equivalent) > 0.9)
    }

    @Test(arguments: [(1.3, 20, 0.95), (1.2, 20, 0.5), (1.3, 10, 0.4)])
    func aSlowdownBetweenNightsIsFound(slower: Double, rounds: Int, power: Double) {
        let runs = verdicts(slower: slower, rounds: rounds, trials: 25, seed: 32)
        #expect(share(runs, "p50", .regressed) >= power)
        #expect(share(runs, "p50", .improved) == 0)
    }

    @Test(arguments: [(1.1, 20, 0.9), (1.2, 20, 0.99)])
    func aSlowdownWithinARunIsFoundSooner(slower: Double, rounds: Int, power: Double) {
        let runs = verdicts(slower: slower, rounds: rounds, trials: 25, interleaved: true, seed: 33)
        #expect(share(runs, "p50", .regressed) >= power)
        #expect(share(runs, "p90", .improved) == 0)
    }

    /// Ten pairs cannot be surer than 1 in 512, and a family of eight asks for more.
    @Test func tenRoundsAreTooFewToClaimAnythingWithinARun() {
        let runs = verdicts(slower: 1.5, rounds: 10, trials: 10, interleaved: true, seed: 36)
        #expect(share(runs, "p50", .inconclusive) == 1)
    }

    @Test func aChangeInsideTheToleranceIsNoRegression() {
        let runs = verdicts(slower: 1.04, rounds: 20, trials: 30, interleaved: true, seed: 34)
        #expect(share(runs, "p50", .regressed) == 0 && share(runs, "p90", .regressed) == 0)
    }

    @Test func anImprovementIsOne() {
        let runs = verdicts(slower: 0.7, rounds: 20, trials: 30, seed: 35)
        #expect(share(runs, "p50", .improved) >= 0.95)
    }
}
