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

    @Test func hostileTextIsShownAndNotObeyed() throws {
        let hostile = try Hostile.result(HTMLReportTests.payload)
        let comparison = Comparison(SampleResult.make(), hostile)
        for text in [ComparisonText(comparison).text, ComparisonMarkdown(comparison).text] {
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        }
    }
}
