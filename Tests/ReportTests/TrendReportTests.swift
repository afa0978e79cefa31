import Foundation
import Results
import TestSupport
import Testing

@testable import Report

@Suite struct TrendReportTests {
    private static func trend(_ hostile: String = "") -> Trend {
        Trend(
            (1...24).map { night in
                var glance = ResultGlance(path: "\(night).json")
                glance.started = "2026-11-\(night < 10 ? "0" : "")\(night)T00:00:00Z"
                glance.target = "acme" + hostile
                glance.version = "1.\(night)" + hostile
                glance.lane = "passthrough"
                glance.complete = night != 7
                glance.verdict = "pass"
                glance.score = night < 15 ? 98.5 : 99
                glance.cases = [.init(id: "a.b.c" + hostile, level: "must", verdict: night < 15 ? "fail" : "pass")]
                glance.figures = [
                    .init(
                        profile: "quick.json", metric: "total", quantile: "p50",
                        ratio: (night < 13 ? 1.2 : 1.5) + Double(night % 3) / 100, valid: true)
                ]
                return glance
            })
    }

    @Test func theSampleLooksLikeThis() throws {
        try GoldenFile("trend.txt").expect(TrendText(Self.trend(), limit: 6).text)
        try PageGolden(name: "trend.html").expect(TrendHTML(Self.trend()).text)
    }

    @Test func whatIsLeftOutIsSaid() {
        let runs = ["a", "a", "b"].enumerated().map { index, machine in
            var glance = ResultGlance(path: "\(index)")
            glance.started = "2026-11-0\(index + 1)T00:00:00Z"
            glance.machine = machine
            glance.complete = true
            glance.verdict = "incomplete"
            let figure = ResultGlance.Figure(profile: "q", metric: "in", quantile: "p50", ratio: 2, valid: true)
            var late = figure
            late.profile = "late"
            late.valid = index > 0
            glance.figures = [figure, late]
            return glance
        }
        let trend = Trend(runs)
        #expect(trend.series[0].machineChanges == [2])
        #expect(trend.series[0].invalid == [0])
        for text in [TrendText(trend).text, TrendHTML(trend).text] {
            #expect(text.contains("measured") && !text.contains("incomplete"))
            #expect(text.contains("2026-11-03T00:00:00Z: another machine or tool"))
            #expect(text.contains("1 run with figures left out"))
        }
    }

    @Test func machinesGetEverything() throws {
        let text = try TrendJSON(Self.trend()).text()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let series = try #require((object["series"] as? [[String: Any]])?.first)
        #expect((series["runs"] as? [Any])?.count == 24)
        #expect((series["changes"] as? [Any])?.count == 1)
        let metric = try #require((series["metrics"] as? [[String: Any]])?.first)
        #expect((metric["changePoints"] as? [[String: Any]])?.first?["started"] as? String == "2026-11-13T00:00:00Z")
    }

    @Test func hostileTextIsShownAndNotObeyed() {
        let trend = Self.trend("<script>\u{1B}[2J\u{202E}\"")
        #expect(!TrendText(trend).text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        let page = TrendHTML(trend).text
        #expect(!page.contains("<script") && page.contains("&#60;script&#62;"))
        #expect(!page.contains("http://") && !page.contains("https://"))
    }

    @Test func longSeriesStaySmall() {
        var glance = ResultGlance(path: "x")
        glance.complete = true
        glance.cases = [.init(id: "a", level: "must", verdict: "pass")]
        let trend = Trend(
            (0..<1000).map { index in
                var glance = glance
                glance.started = "\(index)"
                return glance
            })
        #expect(TrendHTML(trend).text.utf8.count < 100_000)
        #expect(TrendText(trend).text.split(separator: "\n").count < 40)
    }

    @Test func sparklines() {
        #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█")
        #expect(Sparkline.text([5, 5]) == "▅▅" && Sparkline.text([]) == "")
        #expect(Sparkline.text((0..<400).map(Double.init)).count == 40)
    }
}
