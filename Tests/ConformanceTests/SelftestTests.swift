import Checks
import Conformance
import Results
import Suites
import Testing

/// What the self-test concludes from records, and which cases it plays; no gateway is involved.
@Suite struct SelftestTests {
    private static func record(
        _ id: String, _ verdict: Verdict = .fail, checks: [String] = []
    ) -> CaseRecord {
        CaseRecord(
            id: id, title: id, requirements: ["A-1"], level: "must", verdict: verdict,
            findings: checks.map {
                FindingRecord(check: $0, kind: "lost", place: "here", expected: "this", actual: "that")
            })
    }

    private static func row(
        _ kind: SelftestArm.Kind, checks: [String] = [], records: [CaseRecord], usual: [CaseRecord] = []
    ) -> SelftestRow {
        SelftestRow(
            SelftestArm(kind, id: "arm", title: "", checks: checks), records: records, usual: SelftestFindings(usual),
            seconds: 0)
    }

    @Test func aDefectIsCaughtByAllTheChecksThatItNames() {
        let records = [Self.record("a", checks: ["x"]), Self.record("b", checks: ["y", "z"])]
        #expect(Self.row(.defect, checks: ["x", "y"], records: records).isRight)
        let missing = Self.row(.defect, checks: ["x", "w"], records: records)
        #expect(!missing.isRight)
        #expect(missing.missed == ["w"])
        #expect(missing.others == ["y", "z"])
    }

    @Test func aDefectThatNamesNothingIsNotCaught() {
        #expect(!Self.row(.defect, records: [Self.record("a", checks: ["x"])]).isRight)
    }

    @Test func whatTheCorrectGatewayShowsTooProvesNothing() {
        let seen = Self.record("a", .pass, checks: ["x"])
        #expect(!Self.row(.defect, checks: ["x"], records: [seen], usual: [seen]).isRight)
        let elsewhere = Self.record("b", .pass, checks: ["x"])
        #expect(Self.row(.defect, checks: ["x"], records: [seen, elsewhere], usual: [seen]).isRight)
    }

    @Test(arguments: [SelftestArm.Kind.clean, .benign]) func aFailureOfACorrectGatewayIsAFalseAlarm(
        kind: SelftestArm.Kind
    ) {
        #expect(Self.row(kind, records: [Self.record("a", .pass, checks: ["x"])]).isRight)
        let failed = Self.row(kind, records: [Self.record("a", .pass), Self.record("b", .fail, checks: ["x"])])
        #expect(!failed.isRight)
        #expect(failed.failed.map(\.id) == ["b"])
    }

    @Test(arguments: [SelftestArm.Kind.clean, .benign, .defect]) func whatCannotBeJudgedIsNeverRight(
        kind: SelftestArm.Kind
    ) {
        let records = [Self.record("a", checks: ["x"]), Self.record("b", .error)]
        #expect(!Self.row(kind, checks: ["x"], records: kind == .defect ? records : [records[1]]).isRight)
    }

    @Test func theMatrixCountsAndKeepsItsOrder() {
        let arms = [
            SelftestArm(.clean, id: "clean", title: ""), SelftestArm(.benign, id: "calm", title: ""),
            SelftestArm(.defect, id: "one", title: "", checks: ["x"]),
            SelftestArm(.defect, id: "two", title: "", checks: ["y"]),
        ]
        let records: [[CaseRecord]] = [[], [Self.record("a", checks: ["z"])], [Self.record("a", checks: ["x"])], []]
        let rows = zip(arms, records).map {
            SelftestRow($0, records: $1, usual: SelftestFindings(), seconds: 1)
        }
        let matrix = SelftestMatrix(rows.reversed(), order: arms, seconds: 4)
        #expect(matrix.rows.map(\.arm.id) == ["clean", "calm", "one", "two"])
        #expect(matrix.caught == 1)
        #expect(matrix.falseAlarms == 1)
        #expect(!matrix.isRight)
        #expect(matrix.uncaught(among: ["w", "x", "y", "z"]) == ["w", "y"])
    }

    // MARK: selection

    private static let ids = [
        "areas.one.first", "areas.one.second", "areas.one.alone", "areas.one.choices", "areas.one.blind",
        "areas.one.info", "areas.one.slow",
    ]

    private func selection(batch: Int = 2, exhaustive: Bool = false) -> SelftestSelection {
        SelftestSelection(
            Self.ids.map { Fixture.planned($0, slow: true) }, batch: batch, exhaustive: exhaustive)
    }

    @Test func correctGatewaysPlayEveryQuickCaseThatApplies() {
        let batches = selection().batches(for: SelftestArm(.benign, id: "calm", title: ""))
        #expect(batches.count == 1)
        let played = Set(batches.joined().map(\.definition.id))
        #expect(!played.contains("areas.one.choices"))
        #expect(!played.contains("areas.one.slow"))
        #expect(played.contains("areas.one.second"))
    }

    @Test func aDefectPlaysWhatHasToDoWithItClosestFirst() throws {
        let first = Fixture.planned("areas.one.first")
        let requirement = try #require(first.definition.requirements.first)
        let check = try #require(first.checks.first?.check.id)
        let arm = SelftestArm(.defect, id: "one", title: "", requirements: [requirement], checks: [check])
        let batches = selection(batch: 1).batches(for: arm)
        #expect(batches.first?.first?.definition.requirements.contains(requirement) == true)
        #expect(batches.dropLast().allSatisfy { $0.count == 1 })
        for item in batches.joined() {
            #expect(
                item.definition.requirements.contains(requirement) || item.checks.contains { $0.check.id == check })
        }
        let unrelated = SelftestArm(.defect, id: "two", title: "", requirements: ["Z-9"], checks: ["no.check"])
        #expect(selection().batches(for: unrelated).isEmpty)
    }

    @Test func noCaseWaitsForAnother() {
        let batches = selection().batches(for: SelftestArm(.benign, id: "calm", title: ""))
        #expect(batches.joined().allSatisfy { $0.definition.dependsOn.isEmpty })
    }
}

/// Plays of one case that do not agree, and orders that the seed decides.
@Suite struct RepetitionTests {
    private static func record(_ verdict: Verdict, checks: [String] = []) -> CaseRecord {
        CaseRecord(
            id: "a", title: "", requirements: [], level: "must", verdict: verdict, milliseconds: 2,
            findings: checks.map { FindingRecord(check: $0, kind: "lost", place: "", expected: "", actual: "") })
    }

    @Test func agreeingPlaysAreOnePlay() {
        var repetitions = Repetitions()
        _ = repetitions.add(Self.record(.pass))
        let record = repetitions.add(Self.record(.pass))
        #expect(record.verdict == .pass)
        #expect(record.reason == nil)
        #expect(repetitions.flaky.isEmpty)
    }

    @Test func theWorstPlayDecidesAndTheRateIsTold() {
        var repetitions = Repetitions()
        _ = repetitions.add(Self.record(.pass))
        _ = repetitions.add(Self.record(.fail, checks: ["x.y"]))
        let record = repetitions.add(Self.record(.pass))
        #expect(record.verdict == .fail)
        #expect(record.reason == "flaky: 2 of 3 times pass, 1 of 3 times fail x.y")
        #expect(repetitions.flaky == ["a"])
    }

    @Test func theSeedDecidesTheOrderAndNothingIsLost() {
        let cases = ["areas.one.first", "areas.one.second", "areas.one.alone", "areas.one.blind", "areas.one.info"]
            .map { Fixture.planned($0) }
        let orders = (0..<20).map { cases.shuffled(seed: 5, repetition: $0).map(\.definition.id) }
        #expect(orders[3] == cases.shuffled(seed: 5, repetition: 3).map(\.definition.id))
        #expect(Set(orders).count > 5)
        #expect(orders.allSatisfy { Set($0) == Set(cases.map(\.definition.id)) })
    }
}
