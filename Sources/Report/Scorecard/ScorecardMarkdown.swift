internal import Results

/// A scorecard that fits into a comment of a pull request.
package struct ScorecardMarkdown: Sendable {
    private let card: Scorecard

    /// More differing cases than these are only counted.
    static let differenceLimit = 60

    package init(_ card: Scorecard) {
        self.card = card
    }

    /// The comment.
    package var text: String {
        let parts = ["### gateproof: \(card.entries.count) gateways", areas, metrics, traits, differences]
        return MarkdownReport.fitted(parts.filter { !$0.isEmpty }) + "\n"
    }

    private var heads: [String] { card.entries.map { Markdown.plain($0.label) } }

    private func table(_ first: String, _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        let rule = "|---" + String(repeating: "|--:", count: card.entries.count) + "|"
        return ([Markdown.row([first] + heads), rule] + rows.map(Markdown.row)).joined(separator: "\n")
    }

    private var areas: String {
        let word = ["verdict"] + card.entries.map { "**\(Headline.word($0.result))**" }
        let score =
            ["score"] + card.entries.map { $0.result.cases.isEmpty ? "" : Figure.score($0.result.summary.score) }
        let rows = card.areas.map { area in
            [Markdown.plain(area)] + card.entries.map { ScorecardText.share($0.areas[area]) }
        }
        return table(
            "area: must, should", [word, score] + rows + [["all"] + card.entries.map { ScorecardText.share($0.all) }])
    }

    private var metrics: String {
        table("added, median", ScorecardMetrics(card).rows.map { ([$0.title] + $0.cells).map(Markdown.plain) })
    }

    private var traits: String {
        table("measured trait", ScorecardTraits(card).rows.map { ([$0.name] + $0.cells).map(Markdown.plain) })
    }

    private var differences: String {
        let shown = card.differences.filter { $0.level == "must" }
        guard !shown.isEmpty else { return "" }
        let rows = shown.prefix(Self.differenceLimit).map { item in
            [Markdown.code(item.id)]
                + item.records.map { record in
                    guard let record else { return "" }
                    return record.isDeviation ? "✗" : record.verdict == .pass ? "✓" : "–"
                }
        }
        let more = shown.count > rows.count ? "\n\n…and \(shown.count - rows.count) more required cases." : ""
        return table("required case", Array(rows)) + more
    }
}
