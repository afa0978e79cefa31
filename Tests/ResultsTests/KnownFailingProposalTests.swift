import Results
import TestSupport
import Testing

/// A list of known failures that a run brings up to date never loses what a person wrote.
@Suite struct KnownFailingProposalTests {
    private static func item(_ id: String, _ verdict: Verdict, checks: [String] = ["a.b"]) -> CaseRecord {
        CaseRecord(
            id: id, title: "T", requirements: ["SSE-001"], level: "must", verdict: verdict,
            findings: checks.map { FindingRecord(check: $0, kind: "lost", place: "$.x", expected: "1", actual: "2") })
    }

    private static func result(_ cases: [CaseRecord]) -> RunResult {
        var result = SampleResult.make()
        result.cases = cases
        return result
    }

    private static let old = """
        # The list of acme.

        a.b.one  # splits events  https://example.com/1
        a.b.two  # passes now
        a.b.gone a.b  # not played this time
        a.b.part a.b  # one check

        """

    @Test func handwrittenLinesStayAndChangesAreTold() {
        let proposal = KnownFailing.proposal(
            for: Self.result([
                Self.item("a.b.one", .knownFailing), Self.item("a.b.two", .unexpectedPass, checks: []),
                Self.item("a.b.part", .fail, checks: ["a.b", "c.d"]), Self.item("a.b.new", .fail),
                Self.item("a.b.fine", .pass, checks: []),
            ]), over: Self.old)
        #expect(
            proposal.text == """
                # The list of acme.

                a.b.one  # splits events  https://example.com/1
                a.b.gone a.b  # not played this time
                a.b.part a.b  # one check
                a.b.new  # lost at $.x: expected 1, got 2
                a.b.part c.d  # lost at $.x: expected 1, got 2

                """)
        #expect(proposal.added == ["a.b.new", "a.b.part c.d"])
        #expect(proposal.removed == ["a.b.two"])
        #expect(proposal.kept == 3)
    }

    @Test(arguments: [nil, ""]) func withoutAListThereIsADraft(old: String?) {
        let proposal = KnownFailing.proposal(
            for: Self.result([Self.item("a.b.new", .fail), Self.item("a.b.fine", .pass, checks: [])]), over: old)
        #expect(proposal.added == ["a.b.new"])
        #expect(proposal.text.contains("a.b.new  # lost at $.x"))
        #expect(!proposal.text.contains("a.b.fine"))
    }

    @Test func aProposalOverItselfChangesNothing() throws {
        let failing = [Self.item("a.b.new", .fail), Self.item("a.b.part", .fail, checks: ["a.b", "c.d"])]
        let first = KnownFailing.proposal(for: Self.result(failing), over: Self.old)
        let known = try KnownFailing.read(
            first.text, file: "list", cases: ["a.b.one", "a.b.two", "a.b.gone", "a.b.part", "a.b.new"],
            checks: ["a.b", "c.d"])
        #expect(known.entries.contains { $0.caseID == "a.b.part" && $0.check == "c.d" })
        let listed = failing.map { item in
            var item = item
            item.verdict = .knownFailing
            return item
        }
        #expect(KnownFailing.proposal(for: Self.result(listed), over: first.text).text == first.text)
    }
}
