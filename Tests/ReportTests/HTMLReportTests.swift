import Foundation
import Results
import TestSupport
import Testing

@testable import Report

@Suite struct HTMLReportTests {
    @Test func theSampleLooksLikeThis() throws {
        try PageGolden(name: "report.html").expect(try HTMLReport(SampleResult.make()).text())
    }

    @Test func thePageNeedsNothingFromElsewhere() throws {
        let page = try HTMLReport(SampleResult.make()).text()
        for word in ["<link", "<img", "src=", "@import", "url(", "<iframe"] {
            #expect(!page.replacing("&#60;img src=x", with: "").contains(word), "found \(word)")
        }
    }

    @Test func theScriptIsTheOnlyOneThatMayRun() throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "openssl dgst -sha256 -binary | base64"]
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data(HTMLReport.script.text.utf8))
        try input.fileHandleForWriting.close()
        let digest = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(digest == HTMLReport.scriptDigest.text + "\n")
    }

    /// What a gateway might send to take the page over, a quote hidden in a character of two scalars among it.
    static let payload =
        "</script></style><x-evil on=1>\"\u{301} x-evil=1 '\u{338}{{style}}{{{id}}}<\u{338}x-evil>]]>\u{0}\u{1B}[0m\u{202E}"

    @Test func textFromOutsideCannotBecomeMarkup() throws {
        let page = try HTMLReport(Hostile.result(Self.payload)).text()
        #expect(!page.contains("<x-evil"))
        let hiddenQuote = page.contains("\"\u{301}")
        #expect(!hiddenQuote)
        #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        let tags = page.matches(of: /<([a-zA-Z\/!][^\s>]*)/).map { String($0.1) }
        let clean = try HTMLReport(SampleResult.make()).text().matches(of: /<([a-zA-Z\/!][^\s>]*)/).map { String($0.1) }
        #expect(Set(tags).subtracting(clean).isEmpty)
    }

    @Test func everyElementIsClosed() throws {
        let page = try HTMLReport(Hostile.result(Self.payload)).text()
        let empty: Set = ["meta", "input", "!DOCTYPE", "line", "circle", "rect", "polyline"]
        var open: [String] = []
        let body = page.replacing(/<style>(?s:.*?)<\/style>|<script>(?s:.*?)<\/script>/, with: "")
        for match in body.matches(of: /<(\/?)([a-zA-Z!0-9]+)/) {
            let name = String(match.2)
            if empty.contains(name) { continue }
            if match.1.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: [(400_000, true), (90_000, false)])
    func aLargeResultIsCutDownUntilItFits(limit: Int, hasEvidence: Bool) throws {
        let page = try HTMLReport(Hostile.large(cases: 16, bytes: 8_000)).text(within: limit)
        #expect(page.utf8.count <= limit)
        #expect(page.contains("rows left out, see the result file") == hasEvidence)
        #expect(page.contains("area1.topic.case1"))
    }

    @Test func aWholeSuiteThatFailsFitsIntoTwoMegabytes() throws {
        #expect(try HTMLReport(Hostile.large(cases: 660, bytes: 600)).text().utf8.count <= HTMLReport.sizeLimit)
    }

    @Test func whatABenchKeepsIsDrawn() throws {
        let page = try HTMLReport(SampleResult.make()).text()
        for title in [
            "time to first token", "latency of each chunk", "how much load at which latency", "with faults on",
        ] {
            #expect(page.contains(title), "no drawing of \(title)")
        }
        #expect(page.contains("primary: 503"))
    }

    @Test func anEmptyAndABenchOnlyResultAreReported() throws {
        var result = SampleResult.make()
        result.cases = []
        #expect(try HTMLReport(result).text().contains("1 load profile measured"))
        result.bench = []
        #expect(try HTMLReport(result).text().contains("no case was run"))
    }
}

@Suite struct ByteLinesTests {
    private func text(_ line: ByteLines.Line?) -> String {
        line.map { String(String.UnicodeScalarView($0.text)) } ?? "-"
    }

    private func shape(_ left: String, _ right: String) -> [String] {
        ByteLines.compare(left, right).map { row in
            switch row {
            case .same(let line): "=" + text(line)
            case .skipped(let count): "~\(count)"
            case .different(let old, let new): text(old) + "|" + text(new)
            }
        }
    }

    @Test(arguments: [
        ("", "", []), ("a", "a", ["=a"]), ("a\nb\nc", "a\nc", ["=a", "b|-", "=c"]), ("a\nb", "a\nx", ["=a", "b|x"]),
        ("a\r\nb\r\n", "a\nb\n", ["a|a", "b|b"]), ("a\rb", "a\nb", ["a|a", "=b"]),
        ("e\u{301}", "\u{E9}", ["e\u{301}|\u{E9}"]),
        ("", "x\ny", ["-|x", "-|y"]), ("a\\r\\nb\\n", "a\\nb\\n", ["a|a", "=b"]),
        ("\\\\n\\", "\\\\n", ["\\\\n\\|\\\\n"]),
        ("1\n2\n3\n4\n5\n6\n7\n8\n9\nx", "1\n2\n3\n4\n5\n6\n7\n8\n9\ny", ["~6", "=7", "=8", "=9", "x|y"]),
    ])
    func linesAreAligned(left: String, right: String, rows: [String]) {
        #expect(shape(left, right) == rows)
    }

    @Test(arguments: [
        ("abc", "abc", "abc", "abc"), ("abc", "axc", "a<mark>b</mark>c", "a<mark>x</mark>c"),
        ("ac", "abc", "ac", "a<mark>b</mark>c"), ("aa", "a", "a<mark>a</mark>", "a"),
        ("", "<", "", "<mark>&#60;</mark>"),
        ("abcdef", "uvwxyz", "abcdef", "uvwxyz"),
    ])
    func differencesAreMarked(left: String, right: String, old: String, new: String) {
        let marked = BytesTable.marked(left, right)
        #expect(marked.0.text == old)
        #expect(marked.1.text == new)
    }

    @Test func lastLinesOfCutTextsProveNothing() {
        #expect(ByteLines.compare("a\nbc", "a\nbcd", withoutLast: true).count == 1)
        #expect(ByteLines.compare("a\nbc\n", "a\nbcd\n", withoutLast: true).count == 2)
        #expect(ByteLines.compare("bc", "bcd", withoutLast: true).count == 1)
    }

    @Test func ofLongTextsTheRowsInTheMiddleAreLeftOut() throws {
        let lines = (0..<2000).map { "line \($0)" }
        let other = lines.map { $0 + "!" }
        var budget = EvidenceBudget(result: SampleResult.make())
        budget.sideLimit = 2000
        let page = BytesTable(
            left: lines.joined(separator: "\n"), right: other.joined(separator: "\n"), budget: budget
        ).markup.text
        #expect(page.contains("rows left out") && page.contains("line 0") && page.contains("line 1999"))
        #expect(page.utf8.count < 20_000)
        let long = String(repeating: "x", count: 50_000)
        let row = BytesTable(left: long + "a" + long, right: long + "b" + long, budget: budget).markup.text
        #expect(row.contains("<mark>a</mark>") && row.contains("<mark>b</mark>") && row.utf8.count < 10_000)
    }

    @Test func anyTextComesBackWhole() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<300 {
            let pick = {
                String(
                    (0..<Int.random(in: 0...12, using: &random)).map { _ in "ab\r\n".randomElement(using: &random)! })
            }
            let (left, right) = (pick(), pick())
            var (old, new) = ("", "")
            for row in ByteLines.compare(left, right) {
                guard case .same(let line) = row else {
                    if case .different(let before, let after) = row {
                        old += before.map { text($0) + $0.end } ?? ""
                        new += after.map { text($0) + $0.end } ?? ""
                    } else {
                        old = left
                        new = right
                    }
                    continue
                }
                old += text(line) + line.end
                new += text(line) + line.end
            }
            #expect(Array(old.utf8) == Array(left.utf8) && Array(new.utf8) == Array(right.utf8))
        }
    }
}

@Suite struct TimelineTests {
    private func timeline(_ writes: [Double], _ reads: [Double]) -> Timeline {
        let side = { (name: String, times: [Double]) in
            Evidence.Side(
                name: name, request: "", response: "", ending: "",
                timeline: times.enumerated().map { .init(milliseconds: $1, what: "event \($0 + 1)") })
        }
        return Timeline(.init(client: side("client", reads), attempts: [side("primary", writes)], curl: ""))
    }

    @Test func anEventReadAfterTheNextWasWrittenIsHeld() {
        let pairs = timeline([1, 2, 3], [1.5, 2.5, 3.5]).pairs(lane: 0)
        #expect(pairs.map(\.held) == [false, false, false])
        #expect(timeline([1, 2, 3], [2.1, 3.1, 3.2]).pairs(lane: 0).map(\.held) == [true, true, false])
    }

    @Test func oddTimesAreDrawnAllTheSame() {
        for times in [[], [.nan], [.infinity, 1], [-5, 0], [1, 1, 1]] as [[Double]] {
            let chart = TimelineChart(timeline: timeline(times, times))
            #expect(!chart.drawing.text.contains("nan") && !chart.drawing.text.contains("inf"))
            _ = chart.rows
        }
    }

    @Test(arguments: [
        (0.0, 10.0, [0, 2, 4, 6, 8, 10]), (0, 0.03, [0, 0.005, 0.01, 0.015, 0.02, 0.025, 0.03]), (5, 5, [5]),
    ])
    func ticksAreRound(low: Double, high: Double, ticks: [Double]) {
        #expect(zip(Ticks.round(low...high), ticks).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(Ticks.round(low...high).count == ticks.count)
    }

    @Test func ticksCanBeToldApart() throws {
        let axis = try #require(PlotAxis([120.1, 122.4], logarithmic: false, fromZero: false, start: 0, end: 100))
        #expect(axis.ticks.map(axis.label) == ["120.5", "121.0", "121.5", "122.0"])
        let wide = try #require(PlotAxis([0, 150], logarithmic: false, fromZero: true, start: 0, end: 100))
        #expect(wide.ticks.map(wide.label) == ["0", "50", "100", "150"])
    }
}
