import Results
import TestSupport
import Testing

@testable import Report

@Suite struct ComparisonReportTests {
    private static func comparison() -> Comparison {
        let (before, after) = SampleComparison.pair()
        return Comparison(before, after)
    }

    @Test func theSampleLooksLikeThis() throws {
        try GoldenFile("comparison.txt").expect(ComparisonText(Self.comparison()).text)
        try GoldenFile("comparison.md").expect(ComparisonMarkdown(Self.comparison()).text)
    }

    @Test func nothingChangedIsSaid() {
        let result = SampleResult.make()
        #expect(ComparisonText(Comparison(result, result)).text.contains("no behaviour changed"))
        #expect(ComparisonMarkdown(Comparison(result, result)).text.contains("no behaviour changed"))
    }

    @Test func figuresAloneAreNotComparedWithCases() {
        var figures = SampleResult.full()
        figures.cases = []
        let comparison = Comparison(SampleResult.full(), figures)
        for text in [ComparisonText(comparison).text, ComparisonMarkdown(comparison).text] {
            #expect(text.contains("behaviours were not compared: the second holds no cases, only figures"))
            #expect(!text.contains("no longer judged"))
        }
        figures.bench[0].profile = "another"
        let lines = ComparisonText(Comparison(SampleResult.full(), figures)).text
        #expect(lines.contains("no load profile is in both") || lines.contains("measured in one only"))
    }

    @Test(
        arguments: [
            ("stays: 400, 529; switches: 503", "stays: 400; switches: 503, 529", "stays: −529; switches: +529"),
            ("a, b", "b, c", "+c, −a"), ("none", "a, b", "+a, +b"), ("a, b", "b, a", nil), ("12 ms", "13 ms", nil),
            ("a, b, and 63 more", "a, c, and 65 more", nil),
        ] as [(String, String, String?)])
    func listsShowWhatTheyDoNotShare(before: String, after: String, text: String?) {
        #expect(ListDifference(before, after)?.text == text)
    }

    @Test func hostileTextIsShownAndNotObeyed() throws {
        let hostile = try Hostile.result(HTMLReportTests.payload)
        let comparison = Comparison(SampleResult.make(), hostile)
        for text in [ComparisonText(comparison).text, ComparisonMarkdown(comparison).text] {
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        }
    }
}
