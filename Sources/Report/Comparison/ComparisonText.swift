package import Results

/// A comparison for a terminal: what was lost first.
package struct ComparisonText: Sendable {
    private let comparison: Comparison
    private let style: TerminalStyle

    package init(_ comparison: Comparison, style: TerminalStyle = TerminalStyle()) {
        self.comparison = comparison
        self.style = style
    }

    /// The text; ends with a line feed.
    package var text: String {
        let kinds = comparison.comparesCases ? CaseChange.Kind.allCases.map(cases) : []
        let sections = [header] + kinds + [checks, properties, bench, footer]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var header: [String] {
        let names = "\(comparison.before.label)  →  \(comparison.after.label)"
        let scores = "; score \(Figure.score(comparison.before.score)) → \(Figure.score(comparison.after.score))"
        return [
            style.paint(style.clip(names), .bold),
            ComparisonWords.summary(comparison) + (comparison.comparesCases ? scores : ""),
        ]
            + comparison.caveats.flatMap(style.wrapped).map { style.paint($0, .yellow) }
    }

    private func cases(_ kind: CaseChange.Kind) -> [String] {
        let changes = comparison.changes(kind)
        guard !changes.isEmpty else { return [] }
        let paint: TerminalStyle.Paint = kind == .lost ? .red : kind == .gained ? .green : .yellow
        // A run that was cut short or played another selection would fill the screen.
        let limit = kind == .noLongerJudged || kind == .newlyJudged ? 20 : changes.count
        let more = changes.count > limit ? ["  and \(changes.count - limit) more, in --json"] : []
        return [style.paint(ComparisonWords.heading(kind), paint, .bold)] + changes.prefix(limit).flatMap(lines) + more
    }

    private func lines(_ change: CaseChange) -> [String] {
        let verdicts = "\(change.before?.words ?? "absent") → \(change.after?.words ?? "absent")"
        let head = "  " + style.clip("\(change.id)  \(change.level), \(verdicts)  \(change.title)", indent: 2)
        let findings = change.appeared.prefix(2).map { ("now", $0) } + change.vanished.prefix(2).map { ("was", $0) }
        return [head]
            + findings.map { when, finding in
                let place = finding.place.isEmpty ? "" : " at \(finding.place)"
                return "    " + style.clip("\(when): \(finding.kind)\(place), got \(finding.actual)", indent: 4)
            }
    }

    private var checks: [String] {
        guard !comparison.checks.isEmpty else { return [] }
        return [style.paint("by check", .dim)]
            + comparison.checks.map { change in
                "  "
                    + style.clip(
                        "\(change.check): \(Figure.count(change.before.count, "case")) → \(change.after.count)",
                        indent: 2)
            }
    }

    private var properties: [String] {
        guard comparison.comparesCases, !comparison.properties.isEmpty else { return [] }
        return [style.paint("measured traits", .dim)]
            + comparison.properties.map { change in
                let whole = "  \(change.name): \(change.before ?? "absent") → \(change.after ?? "absent")"
                guard DisplayWidth.of(whole) > style.width, let before = change.before, let after = change.after,
                    let difference = ListDifference(before, after)
                else { return style.clip(whole) }
                return style.clip("  \(change.name): \(difference.text)")
            }
    }

    private var bench: [String] {
        let (rows, notes) = ComparisonWords.shown(comparison)
        guard !comparison.bench.isEmpty else { return [] }
        var table = TextTable(header: ["metric", "unit", "before", "after", "ratio", "99 % interval", "verdict"])
        for change in rows { table.add(ComparisonWords.row(change)) }
        return [style.paint(style.clip(ComparisonWords.figures(comparison)), .bold)]
            + table.lines().map { style.clip($0) }
            + notes.flatMap(style.wrapped).map { style.paint($0, .yellow) }
    }

    private var footer: [String] {
        comparison.unchanged == 0
            ? [] : [style.paint("\(Figure.count(comparison.unchanged, "case")) the same", .dim)]
    }
}
