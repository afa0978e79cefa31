package import Results

/// A comparison that fits into a comment of a pull request.
package struct ComparisonMarkdown: Sendable {
    /// More changes of a kind than these are only counted.
    static let limit = 20

    private let comparison: Comparison

    package init(_ comparison: Comparison) {
        self.comparison = comparison
    }

    /// The comment.
    package var text: String {
        let (before, after) = (comparison.before, comparison.after)
        let title = "### gateproof: \(Markdown.plain(before.label)) → \(Markdown.plain(after.label))"
        let scores = "score \(Figure.score(before.score)) → \(Figure.score(after.score))"
        let summary =
            ComparisonWords.summary(comparison)
            + (comparison.comparesCases ? "; \(scores); \(comparison.unchanged) the same." : ".")
        let caveats = comparison.caveats.map { "> \(Markdown.plain($0))  " }.joined(separator: "\n")
        let kinds = comparison.comparesCases ? CaseChange.Kind.allCases.map(cases) : []
        let parts = [title, summary, caveats] + kinds + [checks, properties, bench]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func cases(_ kind: CaseChange.Kind) -> String {
        let changes = comparison.changes(kind)
        guard !changes.isEmpty else { return "" }
        let lines = changes.prefix(Self.limit).map(line) + more(changes.count)
        return "**\(ComparisonWords.heading(kind))**\n\n" + lines.joined(separator: "\n")
    }

    private func line(_ change: CaseChange) -> String {
        let finding = (change.appeared.first ?? change.vanished.first).map { finding in
            "\(change.appeared.isEmpty ? ", was" : ""): \(Markdown.plain(finding.kind)) at \(Markdown.code(finding.place)), expected "
                + "\(Markdown.code(finding.expected)), got \(Markdown.code(finding.actual))"
        }
        let verdicts = "\(change.before?.words ?? "absent") → \(change.after?.words ?? "absent")"
        return "- \(Markdown.code(change.id)) (\(Markdown.plain(change.level)), \(verdicts))\(finding ?? "")"
    }

    private func more(_ count: Int) -> [String] {
        count > Self.limit ? ["- and \(count - Self.limit) more"] : []
    }

    private var checks: String {
        guard !comparison.checks.isEmpty else { return "" }
        let rows = comparison.checks.prefix(Self.limit).map { change in
            Markdown.row([Markdown.plain(change.check), "\(change.before.count)", "\(change.after.count)"])
        }
        return (["| check | cases before | cases after |", "|---|--:|--:|"] + rows).joined(separator: "\n")
    }

    private var properties: String {
        guard comparison.comparesCases, !comparison.properties.isEmpty else { return "" }
        let rows = comparison.properties.prefix(Self.limit).map { change in
            Markdown.row([change.name, change.before ?? "absent", change.after ?? "absent"].map(Markdown.plain))
        }
        return (["| trait | before | after |", "|---|---|---|"] + rows).joined(separator: "\n")
    }

    private var bench: String {
        guard !comparison.bench.isEmpty else { return "" }
        let head = "| metric | unit | before | after | ratio | 99 % interval | verdict |\n|---|---|--:|--:|--:|--:|---|"
        let shown = ComparisonWords.shown(comparison)
        let rows = shown.rows.prefix(2 * Self.limit).map { change in
            Markdown.row(ComparisonWords.row(change).map(Markdown.plain))
        }
        let notes = shown.notes.map { "\n> \(Markdown.plain($0))" }
        return ([ComparisonWords.figures(comparison) + "\n", head] + rows + notes).joined(separator: "\n")
    }
}
