import Results
import Suites
import Testing
import Wire

@testable import Benchmark

@Suite struct FaultAccountTests {
    private static let second: Int64 = 1_000_000_000
    private static let plan = FaultPlan(steps: [
        .init(at: 10 * second, role: .primary, fault: .init(.status(503))),
        .init(at: 20 * second, role: .primary, fault: nil),
    ])

    /// Ten requests a second for 30 seconds; `bad` says which fail.
    private static func account(
        bad: (Int) -> Bool, change: (inout RequestMeasure, Int) -> Void = { _, _ in }
    ) -> [String: BenchRecord.Metric] {
        let measures = (0..<300).map { index -> RequestMeasure in
            var measure = RequestMeasure(arm: 0, round: 0)
            measure.offset = Int64(index) * second / 10
            measure.isGood = !bad(index)
            measure.attempts = 1
            measure.ttft = 20_000_000
            measure.primaryAt = 0
            measure.answeredBy = .primary
            change(&measure, index)
            return measure
        }
        return FaultAccount(plan: plan, measures: measures, objectives: .init(timeToFirstToken: 100)).figures
    }

    @Test func countsWhatWasLost() {
        let figures = Self.account(bad: { (100..<150).contains($0) || (200..<205).contains($0) })
        #expect(figures["availability"]?.mean == 50)
        #expect(figures["goodput_lost"]?.mean == 50)
        #expect(figures["outage"]?.mean == 5)
        #expect(figures["recovery"]?.mean == 0.5)
        #expect(figures["mixed_answers"]?.mean == 0)
        #expect(figures["readmission"]?.mean == 0)
        #expect(figures["failover_switch"] == nil)
    }

    @Test func aLateAnswerIsLostToo() {
        let figures = Self.account(bad: { _ in false }) { measure, index in
            if (100..<110).contains(index) { measure.ttft = 200_000_000 }
        }
        #expect(figures["availability"]?.mean == 90)
    }

    @Test func seesFailoverRetriesAndMixedAnswers() {
        let figures = Self.account(bad: { _ in false }) { measure, index in
            guard (100..<200).contains(index) else { return }
            measure.attempts = 3
            measure.switchover = 2_000_000
            measure.answeredBy = .backup
            measure.ttft = 50_000_000
            measure.isMixed = index == 150
        }
        #expect(figures["retry_amplification"]?.mean == 3)
        #expect(figures["failover_switch"]?.p50 == 2)
        #expect(figures["failover_penalty"]?.mean == 30)
        #expect(figures["mixed_answers"]?.mean == 1)
    }

    @Test func neverHealthyAgainHasNoRecovery() {
        #expect(Self.account(bad: { $0 >= 100 })["recovery"] == nil)
    }

    @Test func signedAnswersTellWhoGaveThem() {
        let text = { (role: ProviderRole, nonce: UInt64) in
            (1...3).flatMap { AnswerSignature.content(role, nonce: nonce, event: $0) }
        }
        #expect(text(.primary, 9 << 16) != text(.backup, 9 << 16))
        #expect(text(.primary, 9 << 16) != text(.primary, 8 << 16))
        #expect(text(.primary, 1).count == 3 * AnswerSignature.length)
    }

    @Test(arguments: [(0.3, 3), (1.0 / 7, 1), (1, 10), (0.5, 5)])
    func sharesAreCounted(share: Double, of ten: Int) {
        let fault = FaultPlan.Fault(.reset, share: share)
        #expect((0..<10).count { fault.hits($0) } == ten)
        #expect((0..<700).count { fault.hits($0) } == Int((share * 700).rounded()))
    }
}
