internal import Results

/// A scorecard for a terminal: a column for each gateway, as many as fit, the others below.
package struct ScorecardText: Sendable {
    private let card: Scorecard
    private let style: TerminalStyle

    /// More differing cases than these are only counted.
    static let differenceLimit = 25

    package init(_ card: Scorecard, style: TerminalStyle = TerminalStyle()) {
        self.card = card
        self.style = style
    }

    /// The text; ends with a line feed.
    package var text: String {
        let tables =
            columns(areaCells, beside: 12).map(areas) + columns(metricCells, beside: 46).map(metrics)
            + columns(traitCells, beside: 34).map(traits)
        let sections = [verdicts] + tables + [differences]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var verdicts: [String] {
        let width = card.entries.map { DisplayWidth.of(Printable.clipped($0.label, to: 40)) }.max() ?? 0
        return card.entries.map { entry in
            let word = Headline.word(entry.result)
            let paint: TerminalStyle.Paint =
                ["PASS", "MEASURED"].contains(word) ? .green : word == "FAIL" ? .red : .yellow
            let label = Printable.clipped(entry.label, to: 40)
            let padding = String(repeating: " ", count: width - DisplayWidth.of(label))
            let score = entry.result.cases.isEmpty ? "" : "\(Figure.score(entry.result.summary.score)) of 100; "
            let rest = "  " + score + Headline.reasons(entry.result).joined(separator: "; ")
            return style.paint(label + padding, .bold) + "  " + style.paint(word, paint, .bold)
                + style.clip(rest, indent: width + 2 + word.count)
        }
    }

    /// The entries in groups whose columns fit beside each other; `rows` hold a cell for each entry.
    private func columns(_ rows: [[String]], beside first: Int) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var (start, used) = (0, first)
        for (index, entry) in card.entries.enumerated() {
            let width = (rows.map { DisplayWidth.of($0[index]) } + [min(24, DisplayWidth.of(entry.label))]).max() ?? 0
            if used + 2 + width > style.width, index > start {
                groups.append(start..<index)
                (start, used) = (index, first)
            }
            used += 2 + width
        }
        return start < card.entries.count ? groups + [start..<card.entries.count] : groups
    }

    private func heads(_ range: Range<Int>) -> [String] {
        card.entries[range].map { Printable.clipped($0.label, to: 24) }
    }

    private var areaCells: [[String]] {
        card.areas.map { area in card.entries.map { Self.share($0.areas[area]) } } + [
            card.entries.map { Self.share($0.all) }
        ]
    }

    private var metricCells: [[String]] {
        ScorecardMetrics(card).rows.map { $0.cells.map(Printable.line) }
    }

    private var traitCells: [[String]] {
        ScorecardTraits(card).rows.map { $0.cells.map { Printable.clipped($0, to: 24) } }
    }

    private func areas(_ range: Range<Int>) -> [String] {
        guard !card.areas.isEmpty else { return [] }
        var table = TextTable(header: ["must  should"] + heads(range))
        for area in card.areas {
            table.add([Printable.line(area)] + card.entries[range].map { Self.share($0.areas[area]) })
        }
        table.add(["all"] + card.entries[range].map { Self.share($0.all) })
        return painted(table)
    }

    /// Passed of judged, must then should; a cross where a must fails.
    static func share(_ tally: Tally?) -> String {
        guard let tally else { return "" }
        let parts = ["must", "should"].map { level -> String in
            let judged = tally.judged(level: level)
            return judged == 0 ? "–" : "\(tally.passed(level: level))/\(judged)"
        }
        let failed = tally.judged(level: "must") > tally.passed(level: "must")
        return (failed ? "✗ " : "") + parts.joined(separator: "  ")
    }

    private func metrics(_ range: Range<Int>) -> [String] {
        let rows = ScorecardMetrics(card).rows
        guard !rows.isEmpty else { return [] }
        var table = TextTable(header: ["added, median"] + heads(range))
        for row in rows { table.add([Printable.clipped(row.title, to: 44)] + row.cells[range].map(Printable.line)) }
        return painted(table)
    }

    private func traits(_ range: Range<Int>) -> [String] {
        let rows = ScorecardTraits(card).rows
        guard !rows.isEmpty else { return [] }
        var table = TextTable(header: ["measured trait"] + heads(range))
        for row in rows {
            table.add([Printable.clipped(row.name, to: 32)] + row.cells[range].map { Printable.clipped($0, to: 24) })
        }
        return painted(table)
    }

    private func painted(_ table: TextTable) -> [String] {
        table.lines().enumerated().map { index, line in
            index == 0 ? style.paint(style.clip(line), .dim) : style.clip(line)
        }
    }

    private var differences: [String] {
        let shown = card.differences.filter { $0.level != "info" }
        guard !shown.isEmpty else { return [] }
        let lines = shown.prefix(Self.differenceLimit).map { item -> String in
            let names = zip(card.entries, item.records).filter { $0.1?.isDeviation == true }.map(\.0.label)
            let who = names.count == card.entries.count ? "all" : names.joined(separator: ", ")
            return "  " + style.clip("\(item.id)  \(item.level)  fails: \(who)", indent: 2)
        }
        let more = shown.count > Self.differenceLimit ? ["  and \(shown.count - Self.differenceLimit) more"] : []
        return [style.paint("cases that at least one fails", .dim)] + lines + more
    }
}
