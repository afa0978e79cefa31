import Foundation
import Results
import TestSupport
import Testing

@testable import Report

@Suite struct MachineReportTests {
    struct Format: Sendable, CustomTestStringConvertible {
        var golden: String
        var render: @Sendable (RunResult) throws -> String
        var testDescription: String { golden }
    }

    static let formats: [Format] = [
        Format(golden: "junit.xml") { JUnitReport($0).text },
        Format(golden: "tap.txt") { TAPReport($0).text },
        Format(golden: "ctrf.json") { try CTRFReport($0).text() },
        Format(golden: "badge.json") { try Badge($0).text() },
        Format(golden: "comment.md") { MarkdownReport($0).text },
        Format(golden: "bencher.json") { try BencherReport($0).text() },
        Format(golden: "gobench.txt") { GoBenchReport([$0]).text },
        Format(golden: "openmetrics.txt") { OpenMetricsReport([$0]).text },
    ]

    @Test(arguments: formats) func theSampleLooksLikeThis(format: Format) throws {
        try GoldenFile(format.golden).expect(try format.render(SampleResult.make()))
    }

    @Test(arguments: formats) func controlCharactersNeverGetThrough(format: Format) throws {
        let text = try format.render(try Hostile.result(HTMLReportTests.payload))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    }

    @Test(arguments: formats) func anInterruptedAndEmptyRunIsReported(format: Format) throws {
        var result = SampleResult.make()
        result.cases = []
        result.bench = []
        result.complete = false
        #expect(try !format.render(result).isEmpty)
    }

    @Test func casesOfEveryKindAreCountedOnce() throws {
        let result = SampleResult.make()
        let object = try JSONSerialization.jsonObject(with: Data(try CTRFReport(result).text().utf8)) as? [String: Any]
        let summary = (object?["results"] as? [String: Any])?["summary"] as? [String: Int] ?? [:]
        #expect(summary["tests"] == result.cases.count)
        #expect(
            ["passed", "failed", "skipped", "pending", "other"].compactMap { summary[$0] }.reduce(0, +)
                == summary["tests"])
        #expect(summary["failed"] == 4)
        #expect(summary["stop"] == 1_795_246_970_700)
    }

    struct Row: Sendable {
        var verdict: Verdict
        var level: String
        var strict = false
        var outcome: Outcome
    }

    static let rows: [Row] = [
        Row(verdict: .pass, level: "must", outcome: .passed),
        Row(verdict: .fail, level: "must", outcome: .failed),
        Row(verdict: .fail, level: "should", outcome: .tolerated("recommended only")),
        Row(verdict: .fail, level: "should", strict: true, outcome: .failed),
        Row(verdict: .fail, level: "info", strict: true, outcome: .tolerated("a characteristic, never a failure")),
        Row(verdict: .unexpectedPass, level: "info", outcome: .failed),
        Row(verdict: .error, level: "info", outcome: .broken),
        Row(verdict: .knownFailing, level: "must", outcome: .tolerated("known to fail: r")),
        Row(verdict: .notApplicable, level: "must", outcome: .skipped("not applicable: r")),
        Row(verdict: .blocked, level: "must", outcome: .skipped("blocked: r")),
    ]

    @Test(arguments: rows.indices) func outcomesAgreeWithTheExitCode(index: Int) {
        let row = Self.rows[index]
        let item = CaseRecord(
            id: "a.b", title: "", requirements: [], level: row.level, verdict: row.verdict, reason: "r")
        #expect(Outcome(item, strict: row.strict) == row.outcome)
        let summary = Summary(cases: [item], strict: row.strict, complete: true)
        #expect((summary.verdict == "fail") == (row.outcome == .failed))
        #expect((summary.verdict == "error") == (row.outcome == .broken))
    }

    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")),
        arguments: ["sample", "hostile", "empty"])
    func theXMLIsValid(kind: String) throws {
        var result = kind == "hostile" ? try Hostile.result(HTMLReportTests.payload) : SampleResult.make()
        if kind == "empty" { result.cases = [] }
        let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/junit.xsd").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/xmllint")
        process.arguments = ["--noout", "--schema", schema, "-"]
        let (input, errors) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardError = errors
        try process.run()
        input.fileHandleForWriting.write(Data(JUnitReport(result).text.utf8))
        try input.fileHandleForWriting.close()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
    }

    @Test(arguments: [
        ("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("", "(nothing)"), ("``x", "``` ``x ```"),
        ("a\nb", "`a\\nb`"),
    ])
    func codeSpansHoldAnything(text: String, span: String) {
        #expect(Markdown.code(text) == span)
    }

    @Test func wordsCannotBecomeMarkup() {
        #expect(Markdown.plain("<b>@all [x](y) a|b *c* #1") == "&lt;b&gt;@\u{200B}all \\[x\\](y) a\\|b \\*c\\* \\#1")
    }

    @Test func aCommentIsNeverTooLong() {
        var result = Hostile.large(cases: 300, bytes: 4000)
        result.bench = Array(repeating: SampleBench.record(), count: 20)
        let text = MarkdownReport(result).text
        #expect(text.count <= MarkdownReport.sizeLimit + 100)
        #expect(text.contains("and 290 more in the full report"))
    }
}
