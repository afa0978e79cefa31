import TestSupport
import Testing

@testable import Results

@Suite struct ComparisonTests {
    private func item(_ verdict: Verdict, _ actual: String = "x", level: String = "must") -> CaseRecord {
        let fails = verdict == .fail || verdict == .knownFailing
        let finding = FindingRecord(check: "a.check", kind: "lost", place: "p", expected: "e", actual: actual)
        return CaseRecord(
            id: "a.b.c", title: "", requirements: [], level: level, verdict: verdict, findings: fails ? [finding] : [])
    }

    struct Row: Sendable {
        var before: Verdict?
        var after: Verdict?
        var kind: CaseChange.Kind?
    }

    static let rows: [Row] = [
        Row(before: .pass, after: .pass, kind: nil), Row(before: .pass, after: .fail, kind: .lost),
        Row(before: .pass, after: .knownFailing, kind: .lost), Row(before: .fail, after: .pass, kind: .gained),
        Row(before: .knownFailing, after: .unexpectedPass, kind: .gained),
        Row(before: .fail, after: .knownFailing, kind: nil),
        Row(before: .pass, after: .unexpectedPass, kind: nil),
        Row(before: .pass, after: .notApplicable, kind: .noLongerJudged),
        Row(before: .fail, after: .error, kind: .noLongerJudged), Row(before: .fail, after: nil, kind: .noLongerJudged),
        Row(before: .blocked, after: .pass, kind: .newlyJudged), Row(before: nil, after: .fail, kind: .newlyJudged),
        Row(before: nil, after: .notApplicable, kind: nil), Row(before: .blocked, after: .error, kind: nil),
    ]

    @Test(arguments: rows.indices) func kindsOfChange(index: Int) {
        let row = Self.rows[index]
        #expect(CaseChange(row.before.map { item($0) }, row.after.map { item($0) })?.kind == row.kind)
    }

    @Test(arguments: [
        ("x", "y", true), ("held back 214 bytes", "held back 99 bytes", false), ("after 1.5 ms", "after 27 ms", false),
        ("status 429", "status 500", true), ("gp:a:0123456789abcdef", "gp:a:fedcba9876543210", false),
        ("event 3", "event 4", true),
    ])
    func failuresAreComparedWithoutWhatMovesAnyway(before: String, after: String, changed: Bool) {
        let change = CaseChange(item(.fail, before), item(.fail, after))
        #expect((change?.kind == .changed) == changed)
        #expect(change?.appeared.map(\.actual) == (changed ? [after] : nil))
    }

    @Test func aResultIsTheSameAsItself() {
        let result = SampleResult.make()
        let comparison = Comparison(result, result)
        #expect(comparison.cases.isEmpty && comparison.properties.isEmpty && comparison.checks.isEmpty)
        #expect(comparison.caveats.isEmpty && !comparison.isRegression(strict: true))
        #expect(comparison.unchanged == result.cases.count)
    }

    @Test func onlyWhatCountsIsARegression() {
        var before = SampleResult.make()
        var after = before
        before.cases = [item(.pass, level: "should")]
        after.cases = [item(.fail, level: "should")]
        #expect(!Comparison(before, after).isRegression())
        #expect(Comparison(before, after).isRegression(strict: true))
        after.cases[0].level = "must"
        #expect(Comparison(before, after).isRegression())
    }

    @Test func checksAndTraitsAreCompared() {
        let (before, after) = SampleComparison.pair()
        let comparison = Comparison(before, after)
        #expect(comparison.properties.map(\.name) == ["retry.attempts", "stream.idle.limit", "stream.rechunk"])
        #expect(comparison.properties.first?.before == "2")
        #expect(comparison.checks.contains { $0.check == "headers.kept" && $0.after.isEmpty })
        #expect(comparison.caveats.count == 2)
    }

    @Test func loadsAreJudgedOnlyWhereTheyCanBe() {
        let (before, after) = SampleComparison.pair()
        let judged = Comparison(before, after).bench
        #expect(judged.first { $0.metric == "ttft" && $0.quantile == "p50" }?.judgement?.verdict == .regressed)
        #expect(judged.first { $0.metric == "rate" }?.judgement == nil)
        #expect(Comparison(before, after).isRegression())
        var elsewhere = after
        elsewhere.machine.cores = 64
        let refused = Comparison(before, elsewhere).bench
        #expect(refused.allSatisfy { $0.judgement == nil && $0.note == "not comparable: cores 2 and 64" })
        var invalid = after
        invalid.bench[0].generator.valid = false
        #expect(Comparison(before, invalid).bench.allSatisfy { $0.judgement == nil })
    }

    @Test func armsOfOneFileAreComparedRoundByRound() {
        let (before, _) = SampleComparison.pair()
        let changes = Comparison(before, before, arms: .init(before: "direct", after: "gateway")).bench
        let ttft = changes.first { $0.metric == "ttft" && $0.quantile == "p50" }
        #expect(ttft?.method == .paired)
        #expect(ttft?.judgement?.verdict == .regressed)
        #expect(Comparison(before, before).bench.allSatisfy { $0.judgement?.verdict != .regressed })
        #expect(Comparison(before, before, arms: .init(before: "direct", after: "none")).bench.isEmpty)
    }

    @Test func noiseOfAnArmAgainstItselfWidensTheTolerance() {
        var (before, after) = SampleComparison.pair()
        before.bench[0].contrasts = ["p50", "p90"].map { quantile in
            BenchRecord.Contrast(
                metric: "ttft", quantile: quantile, unit: "ms", arm: "gateway", against: "direct", estimate: 1, low: 0,
                high: 2, resolution: 3)
        }
        after.bench[0].contrasts = nil
        let ttft = Comparison(before, after).bench.first { $0.metric == "ttft" && $0.quantile == "p50" }
        #expect((ttft?.judgement?.tolerance ?? 0) > 0.7)
        #expect(ttft?.judgement?.verdict == .inconclusive)
        before.bench[0].contrasts?[0].resolution = .infinity
        let tooFew = Comparison(before, after).bench.first { $0.metric == "ttft" && $0.quantile == "p50" }
        #expect(tooFew?.judgement?.tolerance == 0.1)
    }
}
