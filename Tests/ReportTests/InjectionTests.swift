import Foundation
import Results
import TestSupport
import Testing

@testable import Report

/// Everything that is rendered survives texts made of whatever breaks out of something.
@Suite struct InjectionTests {
    private static let pieces = [
        "<script>", "</script>", "</style>", "<!--", "-->", "]]>", "<![CDATA[", "\"", "'", "`", "```", "|", "# ",
        "@all ",
        "](javascript:x)", "<img src=x onerror=x>", "&lt;", "&#60;", "{{x}}", "{{{x}}}", "\u{1B}[31m",
        "\u{1B}]0;x\u{7}", "\u{9B}2J",
        "\r", "\n", "\u{0}", "\u{8}", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{301}",
        "\u{338}", "🙂", "北京",
        "---\n", "...\n", "not ok 1 - x", "Bail out!", "\n# EOF\n", "} 1\n", "\\", "\\n", "%00", "Benchmark", "  ",
    ]

    private static func payload(seed: UInt64) -> String {
        var random = SplitMix64(seed: seed)
        return (0..<14).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    private static let renderings: [(name: String, render: @Sendable (RunResult) throws -> String)] = [
        ("html", { try HTMLReport($0).text() }), ("scorecard", { try ScorecardPage(Scorecard([$0, $0])).text() }),
        ("text", { TerminalReport($0).text }), ("quiet", { TerminalReport($0, detail: .failures).text }),
        ("card", { ScorecardText(Scorecard([$0, $0])).text }),
        ("card.md", { ScorecardMarkdown(Scorecard([$0, $0])).text }),
        ("markdown", { MarkdownReport($0).text }), ("junit", { JUnitReport($0).text }), ("tap", { TAPReport($0).text }),
        ("openmetrics", { OpenMetricsReport([$0]).text }), ("gobench", { GoBenchReport([$0]).text }),
        ("bencher", { try BencherReport($0).text() }), ("ctrf", { try CTRFReport($0).text() }),
        ("badge", { try Badge($0).text() }),
    ]

    /// The elements of a page of harmless texts: no other may appear.
    private static func elements(_ page: String) -> Set<String> {
        let names = page.matches(of: /<([a-zA-Z\/!][^\s>]*)/.matchingSemantics(.unicodeScalar)).map { String($0.1) }
        return Set(names.filter { !ours.contains($0.hasPrefix("/") ? String($0.dropFirst()) : $0) })
    }

    /// What the views write beside the templates, whether or not the sample needs it.
    private static let ours: Set<String> = [
        "a", "b", "circle", "code", "dd", "details", "div", "dl", "dt", "g", "i", "li", "line", "mark", "p", "polyline",
        "rect", "small", "span", "summary", "svg", "td", "text", "th", "title", "tr", "ul",
    ]

    @Test(arguments: UInt64(1)...12) func nothingBreaksOut(seed: UInt64) throws {
        let hostile = try Hostile.result(Self.payload(seed: seed))
        for (name, render) in Self.renderings {
            let text = try render(hostile)
            let isControl: (Unicode.Scalar) -> Bool = { scalar in
                scalar != "\n"
                    && (scalar.properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value))
            }
            #expect(!text.unicodeScalars.contains(where: isControl), "\(name), seed \(seed)")
            if name == "html" || name == "scorecard" {
                let strange = Self.elements(text).subtracting(Self.elements(try render(SampleResult.make())))
                #expect(strange.isEmpty, "\(name), seed \(seed): \(strange)")
            }
        }
    }

    @Test(arguments: UInt64(1)...12) func noLineIsForged(seed: UInt64) throws {
        let hostile = try Hostile.result(Self.payload(seed: seed))
        let tap = TAPReport(hostile).text.split(separator: "\n")
        let points = tap.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
        #expect(points.count == hostile.cases.count)
        #expect(!tap.contains { $0.hasPrefix("Bail out!") })
        let metrics = OpenMetricsReport([hostile]).text.split(separator: "\n")
        #expect(metrics.filter { $0 == "# EOF" }.count == 1)
        #expect(metrics.allSatisfy { $0.hasPrefix("# ") || $0.hasPrefix("gateproof_") })
        let bench = GoBenchReport([hostile]).text.split(separator: "\n").filter { $0.hasPrefix("Benchmark") }
        #expect(bench.allSatisfy { $0.split(separator: " ").count == 4 })
    }
}
