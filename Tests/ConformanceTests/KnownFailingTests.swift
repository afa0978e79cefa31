import Conformance
import Results
import Testing

/// How a list of known failures changes verdicts.
@Suite struct KnownFailingTests {
    private func record(_ verdict: Verdict, checks: [String] = []) -> CaseRecord {
        CaseRecord(
            id: "a.b.c", title: "", requirements: ["SSE-001"], level: "must", verdict: verdict,
            findings: checks.map { FindingRecord(check: $0, kind: "lost", place: "", expected: "", actual: "") })
    }

    private func list(_ check: String? = nil) -> KnownFailing {
        KnownFailing(entries: [KnownFailing.Entry(caseID: "a.b.c", check: check, reason: "why", line: 1)])
    }

    @Test func aListedFailureIsKnown() {
        let record = list().apply(to: record(.fail, checks: ["x.y"]))
        #expect(record.verdict == .knownFailing)
        #expect(record.reason == "why")
    }

    @Test func aListedPassIsUnexpected() {
        #expect(list().apply(to: record(.pass)).verdict == .unexpectedPass)
    }

    @Test func whatFailsSometimesMayPass() {
        let list = KnownFailing(entries: [.init(caseID: "a.b.c", reason: "sometimes: a race", line: 1)])
        #expect(list.apply(to: record(.pass)).verdict == .pass)
        #expect(list.apply(to: record(.fail, checks: ["x.y"])).verdict == .knownFailing)
    }

    @Test func aFailureOfAnotherCheckIsNotCovered() {
        #expect(list("x.y").apply(to: record(.fail, checks: ["x.y"])).verdict == .knownFailing)
        #expect(list("x.y").apply(to: record(.fail, checks: ["x.y", "x.z"])).verdict == .fail)
    }

    @Test func anErrorStaysAnError() {
        #expect(list().apply(to: record(.error)).verdict == .error)
        #expect(list().apply(to: record(.notApplicable)).verdict == .notApplicable)
    }

    @Test func anUnlistedCaseIsLeftAlone() {
        #expect(KnownFailing().apply(to: record(.fail)).verdict == .fail)
    }
}
