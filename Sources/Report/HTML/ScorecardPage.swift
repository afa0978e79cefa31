internal import Mustache
internal import Results

/// Several results as one self-contained page: a matrix of gateways and areas, and the cases in which they differ.
package struct ScorecardPage: Sendable {
    private let card: Scorecard

    package init(_ card: Scorecard) {
        self.card = card
    }

    /// The page, within the size limit of a report; throws only if the built-in template is broken.
    package func text() throws -> String {
        let frame = try MustacheTemplate(
            string: String(decoding: PackageResources.scorecard_mustache, as: UTF8.self))
        var findings = 6
        var page = frame.render(ScorecardView(card, findings: findings))
        while page.utf8.count > HTMLReport.sizeLimit, findings > 0 {
            findings /= 2
            page = frame.render(ScorecardView(card, findings: findings))
        }
        return page
    }
}

/// What the template of a scorecard reads.
struct ScorecardView {
    let title: Markup
    let gateways: [GatewayView]
    let areas: [Markup]
    let rows: [RowView]
    let metrics: [LineView]
    let hasMetrics: Bool
    let traits: [LineView]
    let hasTraits: Bool
    let labels: [Markup]
    let differences: [DifferenceView]
    let hasDifferences: Bool
    let filters: FilterView
    let agreed: Markup
    let style = HTMLReport.style
    let script = HTMLReport.script
    let digest = HTMLReport.scriptDigest

    /// One gateway in short.
    struct GatewayView {
        let label: Markup
        let word: Markup
        let tone: Markup
        let score: Markup
        let reasons: Markup
        let facts: Markup
    }

    /// One gateway's row of the matrix.
    struct RowView {
        let label: Markup
        let cells: [Markup]
    }

    /// A metric or a trait of all gateways.
    struct LineView {
        let name: Markup
        let cells: [Markup]
    }

    init(_ card: Scorecard, findings: Int) {
        title = Markup("gateproof: \(card.entries.map(\.label).joined(separator: ", "))")
        gateways = card.entries.map(Self.gateway)
        areas = card.areas.map { Markup($0) }
        labels = card.entries.map { Markup($0.label) }
        rows = card.entries.map { entry in
            let tallies = [entry.all] + card.areas.map { entry.areas[$0] }
            return RowView(label: Markup(entry.label), cells: tallies.map(Self.cell))
        }
        metrics = ScorecardMetrics(card).rows.map { row in
            LineView(name: Markup(row.title), cells: row.cells.map { Markup($0) })
        }
        hasMetrics = !metrics.isEmpty
        traits = ScorecardTraits(card).rows.map { row in
            LineView(name: Markup(row.name), cells: row.cells.map { Markup($0) })
        }
        hasTraits = !traits.isEmpty
        differences = card.differences.map { DifferenceView($0, card: card, findings: findings) }
        hasDifferences = !differences.isEmpty
        filters = FilterView(card.differences.compactMap { $0.records.compactMap { $0 }.first })
        let ids = Set(card.entries.flatMap { $0.result.cases.map(\.id) })
        agreed = Markup(
            "Of \(Figure.count(ids.count, "case")), no gateway fails \(ids.count - card.differences.count).")
    }

    private static func gateway(_ entry: Scorecard.Entry) -> GatewayView {
        let result = entry.result
        let word = Headline.word(result)
        return GatewayView(
            label: Markup(entry.label), word: Markup(word), tone: PageView.tone(word),
            score: result.cases.isEmpty ? "" : "\(Figure.score(result.summary.score)) of 100",
            reasons: Markup(Headline.reasons(result).joined(separator: "; ")),
            facts: Markup(result.started))
    }

    private static func cell(_ tally: Tally?) -> Markup {
        guard let tally, tally.judged(level: "must") + tally.judged(level: "should") > 0 else {
            return "<td><span class=\"none\">–</span></td>"
        }
        let share = { (level: String) in "\(tally.passed(level: level))/\(tally.judged(level: level))" }
        let isBad = tally.judged(level: "must") > tally.passed(level: "must")
        let hasAdvice = tally.judged(level: "should") > tally.passed(level: "should")
        let tone = isBad ? "bad" : hasAdvice ? "mixed" : "good"
        let must: Markup = tally.judged(level: "must") > 0 ? Markup(share("must")) : "–"
        let should: Markup = tally.judged(level: "should") > 0 ? "<small>\(share("should"))</small>" : ""
        return "<td class=\"\(tone)\">\(must)\(should)</td>"
    }
}

/// A case that not every gateway passes.
struct DifferenceView {
    let id: Markup
    let title: Markup
    let level: Markup
    let area: Markup
    /// What the script filters by: how many fail it.
    let verdict: Markup
    let words: Markup
    let rules: [Markup]
    let marks: Markup
    let lines: Markup

    init(_ item: Scorecard.Difference, card: Scorecard, findings: Int) {
        id = Markup(item.id)
        title = Markup(item.title)
        level = Markup(item.level)
        area = Markup(item.area)
        let isAll = item.failing == item.records.count
        verdict = isAll ? "all" : "some"
        words = isAll ? "all fail" : "\(item.failing) of \(item.records.count) fail"
        rules = item.requirements.map { Markup($0) }
        let pairs = Array(zip(card.entries.map(\.label), item.records))
        marks = pairs.map(Self.mark).joined(" ")
        lines = pairs.filter { $0.1?.isDeviation == true }.map { Self.line($0.0, $0.1, findings: findings) }.joined(
            "\n")
    }

    private static func mark(_ label: String, _ record: CaseRecord?) -> Markup {
        guard let record, record.verdict != .notApplicable, record.verdict != .blocked else {
            return "<span>– \(label)</span>"
        }
        if !record.isDeviation { return "<span class=\"good\">✓ \(label)</span>" }
        return "<span class=\"bad\">✗ \(label)</span>"
    }

    private static func line(_ label: String, _ record: CaseRecord?, findings: Int) -> Markup {
        let shown = (record?.findings ?? []).prefix(findings).map { finding -> Markup in
            let clip = { (text: String) in Printable.clipped(text, to: 160) }
            let place: Markup = finding.place.isEmpty ? "" : " at <code>\(finding.place)</code>"
            return """
                <li><b>\(finding.kind)</b>\(place): expected <code>\(clip(finding.expected))</code>, \
                got <code>\(clip(finding.actual))</code></li>
                """
        }
        let reason: Markup = record?.reason.map { "<p class=\"hint\">\($0)</p>" } ?? ""
        return "<div class=\"finding\"><p><b>\(label)</b></p>\(reason)<ul class=\"rules\">\(shown.joined())</ul></div>"
    }
}
