package import Results

/// What `gateproof run` prints when it is done: the verdict, a table by area, then each failure with its proof.
package struct TerminalReport: Sendable {
    private let result: RunResult
    private let style: TerminalStyle

    package init(_ result: RunResult, style: TerminalStyle = TerminalStyle()) {
        self.result = result
        self.style = style
    }

    /// The whole report; ends with a line feed.
    package var text: String {
        let sections = [header, table, failures, noticed, properties, bench, footer].filter { !$0.isEmpty }
        return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var header: [String] {
        let target = result.target
        let name = [target.name, target.version].filter { !$0.isEmpty }.joined(separator: " ")
        let facts = [name, target.url, "\(target.lane) lane"].filter { !$0.isEmpty && $0 != " lane" }
        let word = Headline.word(result)
        let good = ["PASS", "MEASURED"].contains(word)
        let paint: TerminalStyle.Paint = good ? .green : ["FAIL", "INVALID"].contains(word) ? .red : .yellow
        let score = result.cases.isEmpty ? "" : "  score \(Figure.score(result.summary.score))"
        return [
            style.paint(style.clip(facts.joined(separator: "  ")), .bold),
            style.paint(word, paint, .bold) + score,
        ] + Headline.reasons(result).map { "  " + style.clip($0, indent: 2) }
    }

    private var table: [String] {
        guard !result.cases.isEmpty else { return [] }
        var table = TextTable(header: ["area", "must", "should", "info", "known", "n/a", "blocked", "error"])
        for tally in Tally.byArea(result.cases) { table.add(row(tally)) }
        table.add(row(Tally(name: "all", cases: result.cases)))
        return table.lines().enumerated().map { index, line in
            let line = style.clip(line)
            return index == 0 ? style.paint(line, .dim) : line.contains("✗") ? style.paint(line, .red) : line
        }
    }

    private func row(_ tally: Tally) -> [String] {
        let levels = Tally.levels.map { level -> String in
            let judged = tally.judged(level: level)
            let failed = level == "info" ? 0 : tally.count(.fail, level: level)
            guard judged > 0 else { return "" }
            return "\(failed > 0 ? "✗ " : "")\(tally.passed(level: level))/\(judged)"
        }
        let others: [Verdict] = [.knownFailing, .notApplicable, .blocked, .error]
        return [Printable.line(tally.name)] + levels + others.map { tally.count($0) }.map { $0 == 0 ? "" : "\($0)" }
    }

    private var failures: [String] {
        let alarming = result.cases.filter(\.isAlarming).sorted(by: Self.worstFirst)
        let details = alarming.map { CaseText(item: $0, style: style).lines.joined(separator: "\n") }
        return details.isEmpty ? [] : [details.joined(separator: "\n\n")]
    }

    private static func worstFirst(_ left: CaseRecord, _ right: CaseRecord) -> Bool {
        let rank = { (item: CaseRecord) in Tally.levels.firstIndex(of: item.level) ?? Tally.levels.count }
        return (rank(left), left.id) < (rank(right), right.id)
    }

    private var noticed: [String] {
        let items = result.cases.filter(\.isNoticed).sorted(by: Self.worstFirst)
        let lines = items.map { item in
            let finding = item.findings.first
            return style.clip("  \(item.id): expected \(finding?.expected ?? "?"), got \(finding?.actual ?? "?")")
        }
        return lines.isEmpty ? [] : [style.paint("noticed, no failure", .dim)] + lines
    }

    private var properties: [String] {
        guard !result.properties.isEmpty else { return [] }
        return [style.paint("measured traits", .dim)]
            + result.properties.map { style.clip("  \($0.name): \($0.value)\($0.unit.isEmpty ? "" : " \($0.unit)")") }
    }

    private var bench: [String] {
        result.bench.flatMap { BenchText(record: $0, style: style).lines }
    }

    private var footer: [String] {
        guard !result.cases.isEmpty else { return [] }
        let all = Tally(name: "", cases: result.cases)
        let unseen = all.count(.notMeasurable)
        let parts =
            [
                Figure.count(result.cases.count, "case"), "\(all.count(.knownFailing)) known failing",
                "\(all.count(.notApplicable)) not applicable",
            ] + (unseen > 0 ? ["\(unseen) not measurable"] : []) + [
                "\(all.count(.blocked)) blocked",
                "seed \(result.seed)", Figure.duration(milliseconds: result.seconds * 1000),
            ]
        return [style.paint(style.clip(parts.joined(separator: ", ")), .dim)]
    }
}
