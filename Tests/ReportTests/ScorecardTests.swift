import Foundation
import Results
import TestSupport
import Testing

@testable import Report

@Suite struct ScorecardTests {
    /// Three gateways: the sample, one that fails more, and one with nothing but figures.
    private static func card() -> Scorecard {
        var other = SampleResult.make()
        other.target.name = "zeta"
        other.properties.append(PropertyRecord(name: "retry.attempts", value: "5"))
        for index in other.cases.indices where other.cases[index].id.hasPrefix("tools.") {
            other.cases[index].verdict = .fail
        }
        other.summary = Summary(cases: other.cases, strict: false, complete: true)
        var bare = SampleResult.make()
        bare.target.name = "bare"
        bare.cases = []
        bare.properties = []
        return Scorecard([SampleResult.make(), other, bare])
    }

    @Test func theSampleLooksLikeThis() throws {
        try GoldenFile("scorecard.txt").expect(ScorecardText(Self.card()).text)
        try GoldenFile("scorecard.md").expect(ScorecardMarkdown(Self.card()).text)
        try PageGolden(name: "scorecard.html").expect(try ScorecardPage(Self.card()).text())
    }

    @Test(arguments: [40, 60, 100, 140]) func noLineIsWiderThanTheTerminal(width: Int) {
        let text = ScorecardText(Self.card(), style: TerminalStyle(width: width)).text
        #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= width })
    }

    @Test func theSameGatewayTwiceIsToldApart() {
        var later = SampleResult.make()
        later.started = "2026-11-22T07:42:09Z"
        let labels = Scorecard([SampleResult.make(), later]).entries.map(\.label)
        #expect(Set(labels).count == 2)
    }

    @Test func theCasesThatFewFailComeAfterThoseThatAllFail() {
        let must = Self.card().differences.filter { $0.level == "must" }
        #expect(!must.isEmpty)
        #expect(must.map(\.failing) == must.map(\.failing).sorted(by: >))
    }

    @Test func hostileTextIsShownAndNotObeyed() throws {
        let card = Scorecard([try Hostile.result(HTMLReportTests.payload), SampleResult.make()])
        let page = try ScorecardPage(card).text()
        for text in [page, ScorecardText(card).text, ScorecardMarkdown(card).text] {
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        }
        #expect(!page.contains("<x-evil") && !page.contains("\"\u{301}"))
    }

    @Test func aLargeCardFits() throws {
        let results = (0..<8).map { index in
            var result = Hostile.large(cases: 200, bytes: 200)
            result.target.name = "gateway\(index)"
            return result
        }
        #expect(try ScorecardPage(Scorecard(results)).text().utf8.count < HTMLReport.sizeLimit)
        #expect(ScorecardMarkdown(Scorecard(results)).text.count <= 65_536)
    }
}
