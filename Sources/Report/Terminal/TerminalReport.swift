package import Results

/// What `gateproof run` prints when it is done: the verdict, a table by area, then each failure with its proof.
package struct TerminalReport: Sendable {
    /// How much is printed.
    package enum Detail: Sendable {
        /// Failures, and the verdict as the last line.
        case failures
        /// Of many failures only the first in full.
        case usual
        case everything
    }

    private let result: RunResult
    private let style: TerminalStyle
    private let detail: Detail

    /// More failures than these are listed with a line each, unless everything is wanted.
    static let fullLimit = 12

    package init(_ result: RunResult, style: TerminalStyle = TerminalStyle(), detail: Detail = .usual) {
        self.result = result
        self.style = style
        self.detail = detail
    }

    /// The whole report; ends with a line feed.
    package var text: String {
        let wanted =
            detail == .failures
            ? [failures, lastLine] : [header, table, failures, noticed, properties, bench, footer]
        let sections = wanted.filter { !$0.isEmpty }
        return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var header: [String] {
        let target = result.target
        let name = [target.name, target.version].filter { !$0.isEmpty }.joined(separator: " ")
        let facts = [
            name, target.url, "\(target.lane) lane", result.mode == RunResult.Mode.live.rawValue ? "live" : "",
        ]
        .filter { !$0.isEmpty && $0 != " lane" }
        let word = Headline.word(result)
        let score = result.cases.isEmpty ? "" : "  score \(Figure.score(result.summary.score))"
        return [
            style.paint(style.clip(facts.joined(separator: "  ")), .bold),
            style.paint(word, paint(word), .bold) + score,
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
        let isAll = detail == .everything || alarming.count <= Self.fullLimit + 3
        let full = detail == .failures ? [] : isAll ? alarming : Array(alarming.prefix(Self.fullLimit))
        let details = full.map { CaseText(item: $0, style: style).lines.joined(separator: "\n") }
        let rest = alarming.dropFirst(full.count).map { item in
            let place = item.findings.first.map { "  \($0.kind)\($0.place.isEmpty ? "" : " at \($0.place)")" } ?? ""
            let mark = item.verdict == .fail ? "✗" : item.verdict == .unexpectedPass ? "!" : "?"
            return style.paint(mark, .red) + " " + style.clip("\(item.id)  \(item.level)\(place)", indent: 2)
        }
        let hint =
            full.isEmpty || rest.isEmpty ? [] : [style.paint("and \(rest.count) more (--verbose shows all):", .dim)]
        let blocks = details + (rest.isEmpty ? [] : [(hint + rest).joined(separator: "\n")])
        return blocks.isEmpty ? [] : [blocks.joined(separator: "\n\n")]
    }

    /// What a quiet run says of the whole.
    private var lastLine: [String] {
        let word = Headline.word(result)
        let name = [result.target.name, result.target.version].filter { !$0.isEmpty }.joined(separator: " ")
        let rest = "  \(name): \(Headline.reasons(result).joined(separator: "; "))"
        return [style.paint(word, paint(word), .bold) + style.clip(rest, indent: word.count)]
    }

    private func paint(_ word: String) -> TerminalStyle.Paint {
        ["PASS", "MEASURED"].contains(word) ? .green : ["FAIL", "INVALID"].contains(word) ? .red : .yellow
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
