import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct JudgementTests {
    private static let rules = ShiftRules(tolerance: 0.05, floor: 0.05)

    /// Rounds of a metric around 1 ms: rounds differ, and arms of a round by little, as measured when interleaved.
    private func rounds(
        _ count: Int, change: Double, noise: Double = 0.03, _ random: inout SplitMix64
    ) -> (baseline: [Double], candidate: [Double]) {
        let base = (0..<count).map { _ in exp(0.144 * random.normal()) }
        return (base, base.map { $0 * change * exp(noise * random.normal()) })
    }

    private func share(
        _ verdict: ShiftVerdict, of runs: Int, rounds count: Int, change: Double, rules: ShiftRules, seed: UInt64
    ) -> Double {
        var random = SplitMix64(seed: seed)
        let hits = (0..<runs).filter { _ in
            let pair = rounds(count, change: change, &random)
            return PairedComparison.judge(baseline: pair.baseline, candidate: pair.candidate, rules: rules).verdict
                == verdict
        }
        return Double(hits.count) / Double(runs)
    }

    @Test func sameAgainstSameIsNoAlarm() {
        let any = ShiftRules(tolerance: 0)
        let alarms = share(.regressed, of: 400, rounds: 20, change: 1, rules: any, seed: 1)
        let praise = share(.improved, of: 400, rounds: 20, change: 1, rules: any, seed: 1)
        #expect(alarms + praise <= 0.025, "one percent is meant, thinning of rounds included")
        #expect(share(.regressed, of: 200, rounds: 20, change: 1, rules: Self.rules, seed: 2) == 0)
        #expect(share(.equivalent, of: 200, rounds: 20, change: 1, rules: Self.rules, seed: 3) >= 0.95)
    }

    @Test(arguments: [(10, 1.10, 0.6), (20, 1.10, 0.97), (40, 1.10, 1), (20, 1.08, 0.4)])
    func slowdownsAreFound(rounds: Int, change: Double, power: Double) {
        #expect(share(.regressed, of: 200, rounds: rounds, change: change, rules: Self.rules, seed: 4) >= power)
        #expect(
            share(.improved, of: 200, rounds: rounds, change: 1 / change, rules: Self.rules, seed: 5) >= power - 0.1)
    }

    @Test func aSlowdownInsideTheToleranceIsNoRegression() {
        #expect(share(.regressed, of: 300, rounds: 20, change: 1.05, rules: Self.rules, seed: 6) <= 0.03)
    }

    @Test func smallDifferencesDoNotMatterHoweverCertain() {
        let base = (0..<20).map { 0.2 + Double($0) / 1000 }
        let slower = base.map { $0 * 1.2 }
        let judgement = PairedComparison.judge(baseline: base, candidate: slower, rules: Self.rules)
        #expect(judgement.verdict == .inconclusive)
        #expect(judgement.gap < 0.05 && judgement.ratio.low > 1.1)
        var rules = Self.rules
        rules.floor = 0.01
        #expect(PairedComparison.judge(baseline: base, candidate: slower, rules: rules).verdict == .regressed)
        rules.lowerIsBetter = false
        #expect(PairedComparison.judge(baseline: base, candidate: slower, rules: rules).verdict == .improved)
    }

    @Test func theNoiseOfTheMachineWidensTheTolerance() {
        let base = (0..<20).map { 1 + Double($0) / 100 }
        let slower = base.enumerated().map { $1 * (1.2 + Double($0 % 3) / 1000) }
        let quiet = PairedComparison.judge(baseline: base, candidate: slower, rules: Self.rules)
        #expect(quiet.verdict == .regressed && quiet.tolerance == 0.05)
        let shaky = Shift(estimate: 0.15, low: 0, high: 0.3)
        let noisy = PairedComparison.judge(
            baseline: base, candidate: slower, rules: Self.rules, sameAgainstSame: shaky)
        #expect(noisy.tolerance == 0.3)
        #expect(noisy.verdict == .inconclusive, "noise is no proof of sameness")
    }

    @Test func tooManyDroppedRoundsAreNoisy() {
        let base = [Double](repeating: 1, count: 20)
        var valid = [Bool](repeating: true, count: 20)
        for index in 0..<4 { valid[index] = false }
        let kept = PairedComparison.judge(baseline: base, candidate: base, valid: valid, rules: Self.rules)
        #expect(kept.verdict == .equivalent && kept.dropped == 4 && kept.rounds == 16)
        valid[4] = false
        #expect(
            PairedComparison.judge(baseline: base, candidate: base, valid: valid, rules: Self.rules).verdict == .noisy)
        #expect(PairedComparison.judge(baseline: [], candidate: [], rules: Self.rules).verdict == .noisy)
        let broken = [0, -1, .nan, .infinity] + [Double](repeating: 1, count: 12)
        #expect(PairedComparison.judge(baseline: broken, candidate: broken, rules: Self.rules).dropped == 4)
    }

    @Test func aFamilyOfMetricsIsCorrected() {
        let judgement = { (verdict: ShiftVerdict, p: Double) in
            ShiftJudgement(
                verdict: verdict, ratio: Shift(estimate: 1, low: 1, high: 1), gap: 1, tolerance: 0.05, rounds: 20,
                dropped: 0, p: p)
        }
        let family = [judgement(.regressed, 0.009), judgement(.regressed, 0.0001), judgement(.equivalent, 1)]
        #expect(
            ShiftJudgement.corrected(family, alpha: 0.01).map(\.verdict) == [.inconclusive, .regressed, .equivalent])
        #expect(ShiftJudgement.corrected([family[0]], alpha: 0.01).map(\.verdict) == [.regressed])
    }

    @Test func whatNoChangeCouldConfirmIsKnown() {
        let paired = { (rounds: Int) in
            let base = [Double](repeating: 1, count: rounds)
            return PairedComparison.judge(
                baseline: base, candidate: base.indices.map { 10 + Double($0) / 100 }, rules: Self.rules)
        }
        #expect(abs(paired(10).leastP - 2 / 1024.0) < 1e-12)
        let (few, many) = ([paired(10)], [paired(20)])
        #expect(ShiftJudgement.reachable(few, alpha: 0.01) == [true])
        let family = [ShiftJudgement](repeating: few[0], count: 14)
        #expect(ShiftJudgement.reachable(family, alpha: 0.01) == [Bool](repeating: false, count: 14))
        #expect(ShiftJudgement.corrected(family, alpha: 0.01).allSatisfy { $0.verdict == .inconclusive })
        let long = [ShiftJudgement](repeating: many[0], count: 14)
        #expect(ShiftJudgement.reachable(long, alpha: 0.01).allSatisfy { $0 })
        #expect(ShiftJudgement.corrected(long, alpha: 0.01).allSatisfy { $0.verdict == .regressed })
    }

    @Test func storedResultsAreJudgedRelativeToTheDirectArm() {
        var random = SplitMix64(seed: 8)
        let series = { (change: Double, machine: Double) in
            let direct = (0..<20).map { _ in machine * exp(0.1 * random.normal()) }
            return StoredComparison.Series(
                gateway: direct.map { $0 * 1.3 * change * exp(0.04 * random.normal()) }, direct: direct)
        }
        let stored = series(1, 1)
        let same = StoredComparison.judge(stored: stored, new: series(1, 1.5), rules: Self.rules)
        #expect(same.verdict == .equivalent && same.tolerance == 0.1 && same.p == 1)
        let slower = StoredComparison.judge(stored: stored, new: series(1.3, 1.5), rules: Self.rules)
        #expect(slower.verdict == .regressed && slower.p < 0.001)
        let empty = StoredComparison.Series(gateway: [], direct: [])
        #expect(StoredComparison.judge(stored: stored, new: empty, rules: Self.rules).verdict == .noisy)
    }
}
