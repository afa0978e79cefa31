package import Results

/// A report that fits into a comment of a pull request.
package struct MarkdownReport: Sendable {
    /// GitHub refuses longer comments, in characters.
    package static let sizeLimit = 65_000
    /// More failures than these are only counted.
    static let failureLimit = 10

    private let result: RunResult

    package init(_ result: RunResult) {
        self.result = result.sorted()
    }

    /// The comment.
    package var text: String {
        let name = [result.target.name, result.target.version].filter { !$0.isEmpty }.joined(separator: " ")
        let score = result.cases.isEmpty ? "" : ", score \(Figure.score(result.summary.score))"
        let title = "### gateproof: \(Headline.word(result)), \(Markdown.plain(name))\(score)"
        let reasons = Headline.reasons(result).map { "- \(Markdown.plain($0))" }.joined(separator: "\n")
        let parts = [title, reasons, failures, table, bench, footer].filter { !$0.isEmpty }
        return Self.fitted(parts) + "\n"
    }

    /// As many of the parts, from the start, as the limit allows.
    static func fitted(_ parts: [String]) -> String {
        var text = parts.first ?? ""
        for part in parts.dropFirst() {
            let next = text + "\n\n" + part
            if next.count > sizeLimit { return text + "\n\n…the rest is in the full report." }
            text = next
        }
        return text
    }

    private var failures: String {
        let alarming = result.cases.filter(\.isAlarming)
            .sorted {
                (Tally.levels.firstIndex(of: $0.level) ?? 3, $0.id) < (
                    Tally.levels.firstIndex(of: $1.level) ?? 3, $1.id
                )
            }
        var parts = alarming.prefix(Self.failureLimit).map(failure)
        if alarming.count > Self.failureLimit {
            parts.append("…and \(alarming.count - Self.failureLimit) more in the full report.")
        }
        return parts.joined(separator: "\n\n")
    }

    private func failure(_ item: CaseRecord) -> String {
        let rules = item.requirements.joined(separator: " ")
        var lines = [
            "**\(Markdown.plain(item.title))** \(Markdown.code(item.id)), \(item.verdict.words), "
                + "\(Markdown.plain("\(item.level) \(rules)"))"
        ]
        if let reason = item.reason { lines.append("- \(Markdown.plain(reason))") }
        for finding in item.findings.prefix(2) {
            lines.append(
                "- \(Markdown.plain(finding.kind)) at \(Markdown.code(finding.place)): expected "
                    + "\(Markdown.code(finding.expected)), got \(Markdown.code(finding.actual))")
        }
        if item.findings.count > 2 { lines.append("- and \(Figure.count(item.findings.count - 2, "more finding"))") }
        if !item.replay.isEmpty { lines.append("- replay: \(Markdown.code(item.replay, limit: 500))") }
        return lines.joined(separator: "\n")
    }

    private var table: String {
        guard !result.cases.isEmpty else { return "" }
        let tallies = Tally.byArea(result.cases).prefix(40) + [Tally(name: "all", cases: result.cases)]
        let rows = tallies.map { tally -> String in
            let levels = Tally.levels.map { level -> String in
                let judged = tally.judged(level: level)
                let failed = level != "info" && tally.count(.fail, level: level) > 0
                let share = "\(tally.passed(level: level))/\(judged)"
                return judged == 0 ? "" : failed ? "**\(share)**" : share
            }
            let others = [
                tally.count(.knownFailing), tally.count(.notApplicable, .notMeasurable, .blocked), tally.count(.error),
            ]
            return Markdown.row([Markdown.plain(tally.name)] + levels + others.map { $0 == 0 ? "" : "\($0)" })
        }
        let head = Markdown.row(["area", "must", "should", "info", "known", "not run", "error"])
        return ([head, "|---|--:|--:|--:|--:|--:|--:|"] + rows).joined(separator: "\n")
    }

    private var bench: String {
        result.bench.prefix(5).map { record -> String in
            let names = Set(record.arms.values.flatMap(\.keys)).sorted()
            let rows = names.flatMap { name in
                record.arms.keys.sorted().compactMap { arm -> String? in
                    guard let metric = record.arms[arm]?[name] else { return nil }
                    let figures = [metric.p50, metric.p90, metric.p99, metric.max].map(Figure.short)
                    return Markdown.row(
                        [Markdown.plain(metric.title), Markdown.plain(arm), Markdown.plain(metric.unit)] + figures)
                }
            }
            let doubt = record.generator.valid ? "" : " **Invalid: not to be quoted.**"
            let head = "**\(Markdown.plain(record.profile))**: \(Markdown.plain(record.load)).\(doubt)"
            let titles = Markdown.row(["metric", "arm", "unit", "p50", "p90", "p99", "max"])
            return ([head, "", titles, "|---|---|---|--:|--:|--:|--:|"] + rows.prefix(40)).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private var footer: String {
        let parts = [
            "gateproof \(result.tool.version)", "\(result.target.lane) lane", "seed \(result.seed)",
            Figure.duration(milliseconds: result.seconds * 1000),
        ]
        return "<sub>\(Markdown.plain(parts.joined(separator: ", ")))</sub>"
    }
}
