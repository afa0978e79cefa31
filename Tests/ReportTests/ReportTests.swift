import Results
import TestSupport
import Testing

@testable import Report

@Suite struct TerminalReportTests {
    @Test func whatCouldNotBeMeasuredIsNoPass() {
        var result = SampleResult.make()
        let reasons = ["live: body.equal needs the provider's end", "live: HTTP 401", "live: HTTP 401", "live: cap"]
        result.cases = reasons.enumerated().map { index, reason in
            CaseRecord(
                id: "a.b.\(index)", title: "", requirements: [], level: "must", verdict: .notMeasurable, reason: reason)
        }
        result.bench = []
        result.complete = true
        result.summary = Summary(cases: result.cases, strict: false, complete: true)
        let text = TerminalReport(result).text
        #expect(text.contains("ERROR") && text.contains("nothing could be measured: HTTP 401"))
        result.cases[0].verdict = .pass
        #expect(Summary(cases: result.cases, strict: false, complete: true).verdict == "pass")
    }

    @Test func theSampleLooksLikeThis() throws {
        try GoldenFile("terminal.txt").expect(TerminalReport(SampleResult.make()).text)
    }

    @Test func aNarrowTerminalIsNotOverrun() throws {
        let text = TerminalReport(SampleResult.make(), style: TerminalStyle(width: 60)).text
        for line in text.split(separator: "\n") where !line.contains("replay:") {
            #expect(DisplayWidth.of(String(line)) <= 60 || line.contains("(stream."), "\(line)")
        }
    }

    @Test func coloursAreAddedOnlyWhenAsked() {
        let result = SampleResult.make()
        let plain = TerminalReport(result).text
        let coloured = TerminalReport(result, style: TerminalStyle(colours: true)).text
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
        #expect(coloured != plain)
    }

    @Test(arguments: [
        ("plain", "plain"), ("\u{1B}[2J", "\\x1B[2J"), ("a\r\nb\tc", "a\\r\\nb\\tc"), ("\u{202E}x", "\\u{202E}x"),
        ("é北🙂", "é北🙂"), ("👩‍👩‍👧", "👩‍👩‍👧"), ("\u{2028}", "\\u{2028}"), ("\u{0}\u{7F}", "\\x00\\x7F"),
    ])
    func whatCouldHarmATerminalIsShown(text: String, safe: String) {
        #expect(Printable.line(text) == safe)
    }

    @Test(arguments: [("abc", 3), ("北京", 4), ("🙂", 2), ("é", 1), ("e\u{301}", 1), ("", 0)])
    func columns(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func clippingCountsColumns() {
        #expect(Printable.clipped("北京北京", to: 5) == "北京…")
        #expect(Printable.clipped("abcdef", to: 6) == "abcdef")
        #expect(Printable.clipped("abcdefg", to: 6) == "abcde…")
    }
}

@Suite struct ProgressLineTests {
    @Test func itTellsHowFarTheRunIs() {
        let state = ProgressLine.State(done: 5, total: 10, failed: 1, current: "stream.framing.crlf", seconds: 3.2)
        #expect(
            ProgressLine.text(state, style: TerminalStyle(width: 80))
                == "██████████░░░░░░░░░░ 5/10  1 failed  3.2 s  stream.framing.crlf")
    }

    @Test(arguments: [(0, 0), (3, 0), (-1, 5), (9, 5), (0, 5)]) func oddCountsDoNotCrash(done: Int, total: Int) {
        let text = ProgressLine.text(.init(done: done, total: total), style: TerminalStyle(width: 40))
        #expect(DisplayWidth.of(text) <= 40)
    }

    @Test func aVerdictIsALine() {
        let item = CaseRecord(
            id: "a.b.c", title: "", requirements: [], level: "must", verdict: .knownFailing, milliseconds: 12.3)
        #expect(ProgressLine.text(item, style: TerminalStyle()) == "known failing  a.b.c  12.3 ms")
    }
}

@Suite struct FigureTests {
    @Test(arguments: [
        (0.0, "0"), (0.01234, "0.0123"), (1, "1"), (1.234, "1.23"), (12.34, "12.3"), (123.4, "123"), (99999, "99999"),
        (-2.5, "-2.5"), (.infinity, "unlimited"), (.nan, "none"),
    ])
    func short(value: Double, text: String) {
        #expect(Figure.short(value) == text)
    }

    @Test(arguments: [(0.5, "500 µs"), (12.34, "12.3 ms"), (1500, "1.5 s"), (125_000, "2 min 5 s")])
    func duration(milliseconds: Double, text: String) {
        #expect(Figure.duration(milliseconds: milliseconds) == text)
    }
}
