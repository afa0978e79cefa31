import TestSupport
import Testing

@testable import Results

@Suite struct GateTests {
    private func result(_ verdict: Verdict?, level: String = "must") -> RunResult {
        var result = SampleResult.make()
        result.cases =
            verdict.map { verdict in
                let fails = [.fail, .knownFailing].contains(verdict)
                let finding = FindingRecord(check: "a.check", kind: "lost", place: "p", expected: "e", actual: "x")
                return [
                    CaseRecord(
                        id: "a.b.c", title: "", requirements: [], level: level, verdict: verdict,
                        findings: fails ? [finding] : [])
                ]
            } ?? []
        result.bench = []
        return result
    }

    @Test func whatTheBaselineFailsTooIsExcused() {
        let failed = result(.fail)
        #expect(failed.excused(by: result(.knownFailing)).cases[0].verdict == .knownFailing)
        #expect(failed.excused(by: result(.fail)).summary.verdict == "pass")
        #expect(failed.excused(by: result(.pass)).cases[0].verdict == .fail)
        #expect(failed.excused(by: result(nil)).summary.verdict == "fail")
        #expect(result(.unexpectedPass).excused(by: result(.fail)).cases[0].verdict == .unexpectedPass)
    }

    struct Row: Sendable {
        var before: Verdict?
        var after: Verdict?
        var level = "must"
        var strict = false
        var outcome: Gate.Outcome
    }

    static let rows: [Row] = [
        Row(before: .pass, after: .pass, outcome: .pass), Row(before: .pass, after: .fail, outcome: .conformance),
        Row(before: .fail, after: .fail, outcome: .pass), Row(before: .knownFailing, after: .fail, outcome: .pass),
        Row(before: .fail, after: .pass, outcome: .pass), Row(before: nil, after: .fail, outcome: .conformance),
        Row(before: .notApplicable, after: .fail, outcome: .conformance),
        Row(before: .pass, after: .knownFailing, outcome: .pass),
        Row(before: .pass, after: .unexpectedPass, outcome: .conformance),
        Row(before: .pass, after: .error, outcome: .broken), Row(before: .pass, after: .notApplicable, outcome: .pass),
        Row(before: .pass, after: nil, outcome: .pass),
        Row(before: .pass, after: .fail, level: "should", outcome: .pass),
        Row(before: .pass, after: .fail, level: "should", strict: true, outcome: .conformance),
        Row(before: .pass, after: .fail, level: "info", strict: true, outcome: .pass),
    ]

    @Test(arguments: rows.indices) func onlyNewFailuresCount(index: Int) {
        let row = Self.rows[index]
        let gate = Gate(
            baseline: result(row.before, level: row.level), result: result(row.after, level: row.level),
            strict: row.strict)
        #expect(gate.outcome == row.outcome)
    }

    @Test func whatWasNotJudgedIsSaid() {
        let gate = Gate(baseline: result(.pass), result: result(.notApplicable), strict: false)
        #expect(gate.notes == ["1 required cases of the baseline were not judged this time"])
    }

    @Test func aSlowdownCountsOnceItCameTwice() {
        let (before, after) = SampleComparison.pair()
        let cases = { (result: RunResult) in
            var result = result
            result.cases = []
            return result
        }
        var gate = Gate(baseline: cases(before), result: cases(after), strict: false)
        #expect(gate.outcome == .regression)
        let found = gate.regressions.map(\.key)
        #expect(found.count == 4)
        gate.confirm(with: cases(after), baseline: cases(before))
        #expect(gate.outcome == .regression && gate.regressions.map(\.key) == found && gate.unconfirmed.isEmpty)
        gate.confirm(with: cases(before), baseline: cases(before))
        #expect(gate.outcome == .pass && gate.unconfirmed.map(\.key) == found)
    }

    @Test func whatCouldNotBeMeasuredIsNoPassInSilence() {
        let (before, after) = SampleComparison.pair()
        var elsewhere = after
        elsewhere.machine.kernel = "7"
        #expect(
            Gate(baseline: before, result: elsewhere, strict: false).notes.contains {
                $0.contains("figures were not gated, not comparable: kernel")
            })
        var empty = before
        empty.bench = []
        #expect(
            Gate(baseline: empty, result: after, strict: false).notes.contains {
                $0 == "the baseline has no load profile of this run; no figure was gated"
            })
    }
}
