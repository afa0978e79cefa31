internal import Results

/// One case, with its findings and what proves them.
struct CaseView {
    let id: Markup
    let title: Markup
    let verdict: Markup
    let words: Markup
    let level: Markup
    let area: Markup
    let open: Bool
    let plain: Bool
    let rules: [RuleView]
    let reason: Markup
    let numbers: Markup
    let findings: [FindingView]
    let more: Markup
    let clients: Markup
    let exchanges: [ExchangeView]
    let replay: Markup

    init(_ item: CaseRecord, open: Bool, budget: EvidenceBudget, catalogue: [String: RequirementRecord]) {
        id = Markup(item.id)
        title = Markup(item.title)
        verdict = Markup(item.verdict.rawValue)
        words = Markup(item.isNoticed ? "differs" : item.verdict.words)
        level = Markup(item.level)
        area = Markup(item.area)
        self.open = open
        rules = item.requirements.map { RuleView(id: $0, known: catalogue[$0]) }
        reason = Markup(item.reason ?? "")
        numbers = Markup(
            "\(Figure.count(item.attempts, "attempt")), \(Figure.duration(milliseconds: item.milliseconds))")
        findings = item.findings.prefix(budget.findingsPerCase).map { FindingView($0, budget: budget) }
        let missing = item.findings.count - findings.count
        more = missing > 0 ? Markup("\(Figure.count(missing, "more finding")) in the result file") : ""
        clients = Markup(Set(item.findings.flatMap(\.clients)).sorted().joined(separator: ", "))
        let shown = EvidenceBudget.shows(item) ? item.evidence?.exchanges.prefix(budget.exchangesPerCase) ?? [] : []
        let opensRequest = item.findings.contains { $0.check.hasPrefix("body.") || $0.check.hasSuffix("-up") }
        exchanges = shown.enumerated().map {
            ExchangeView($1, number: $0 + 1, of: shown.count, opensRequest: opensRequest, budget: budget)
        }
        replay = Markup(item.replay)
        plain = item.verdict == .pass
    }
}

/// A requirement, in words where the result has them.
struct RuleView {
    let id: Markup
    let text: Markup
    let sources: Markup

    init(id: String, known: RequirementRecord?) {
        self.id = Markup(id)
        text = Markup(known?.text ?? "")
        sources = Markup(known?.sources.joined(separator: ", ") ?? "")
    }
}

/// One deviation.
struct FindingView {
    let kind: Markup
    let place: Markup
    let check: Markup
    let expected: Markup
    let actual: Markup

    init(_ finding: FindingRecord, budget: EvidenceBudget) {
        kind = Markup(finding.kind)
        place = Markup(budget.clip(finding: finding.place))
        check = Markup(finding.check)
        (expected, actual) = BytesTable.marked(
            budget.clip(finding: finding.expected), budget.clip(finding: finding.actual))
    }
}
