internal import Results

/// What the template of the page reads.
struct PageView {
    let title: Markup
    let word: Markup
    let tone: Markup
    let target: Markup
    let score: Markup
    let reasons: [Markup]
    let subtitle: Markup
    let facts: [Fact]
    let areas: [AreaView]
    let attention: [CaseView]
    let hasAttention: Bool
    let groups: [GroupView]
    let hasCases: Bool
    let filters: FilterView
    let traits: [Fact]
    let hasTraits: Bool
    let bench: [BenchView]
    let hasBench: Bool
    let left: Markup
    let style = HTMLReport.style
    let script = HTMLReport.script
    let digest = HTMLReport.scriptDigest

    /// A name and its value.
    struct Fact {
        let name: Markup
        let value: Markup
    }

    init(_ result: RunResult, budget: EvidenceBudget) {
        let all = Tally(name: "all", cases: result.cases)
        let target = [result.target.name, result.target.version].filter { !$0.isEmpty }.joined(separator: " ")
        title = Markup("\(target): \(Headline.word(result).lowercased())")
        word = Markup(Headline.word(result))
        tone = Self.tone(Headline.word(result))
        self.target = Markup(target)
        score = result.cases.isEmpty ? "" : Markup(Figure.score(result.summary.score))
        reasons = Headline.reasons(result).map { Markup($0) }
        subtitle = Markup(
            [result.target.url, "\(result.target.lane) lane", result.started].filter { !$0.isEmpty }.joined(
                separator: ", "))
        facts = Self.facts(result)
        areas = (Tally.byArea(result.cases) + (result.cases.isEmpty ? [] : [all])).map { AreaView($0) }
        let catalogue = Dictionary(result.requirements?.map { ($0.id, $0) } ?? []) { first, _ in first }
        let alarming = result.cases.filter(\.isAlarming).sorted { Self.rank($0) < Self.rank($1) }
        attention = alarming.enumerated().map { index, item in
            CaseView(item, open: index < 3, budget: budget, catalogue: catalogue)
        }
        hasAttention = !attention.isEmpty
        let others = budget.quietCases ? result.cases.filter { !$0.isAlarming } : []
        groups = Dictionary(grouping: others, by: \.area).sorted { $0.key < $1.key }.map { area, items in
            GroupView(
                name: Markup(area), count: Markup(Figure.count(items.count, "case")),
                cases: items.map { CaseView($0, open: false, budget: budget, catalogue: catalogue) })
        }
        hasCases = !result.cases.isEmpty
        filters = FilterView(result.cases)
        traits = result.properties.map { item in
            let note: Markup = item.note.map { "<small>\($0)</small>" } ?? ""
            return Fact(name: Markup(item.name), value: "<b>\(item.value) \(item.unit)</b> \(note)")
        }
        hasTraits = !traits.isEmpty
        bench = result.bench.map { BenchView($0) }
        hasBench = !bench.isEmpty
        left = budget.quietCases ? "" : "Cases without findings are left out of this page; the result file has them."
    }

    private static func rank(_ item: CaseRecord) -> (Int, String) {
        (Tally.levels.firstIndex(of: item.level) ?? Tally.levels.count, item.id)
    }

    static func tone(_ word: String) -> Markup {
        switch word {
        case "PASS": "good"
        case "FAIL": "bad"
        default: "odd"
        }
    }

    private static func facts(_ result: RunResult) -> [Fact] {
        let machine = result.machine
        let parts: [(String, String)] = [
            ("Gateway", result.target.url), ("Lane", result.target.lane), ("Reached", result.mode ?? ""),
            ("Features", result.target.features.joined(separator: ", ")), ("Configuration", result.target.configDigest),
            ("Started", result.started), ("Took", Figure.duration(milliseconds: result.seconds * 1000)),
            ("Seed", "\(result.seed)"), ("Suites", result.suiteDigest),
            ("Machine", "\(machine.os) \(machine.kernel), \(machine.cpu), \(Figure.count(machine.cores, "core"))"),
            ("Gateproof", "\(result.tool.version) (\(result.tool.commit))"),
            ("Command", result.command.joined(separator: " ")),
        ]
        return parts.filter { !$0.1.isEmpty }.map { Fact(name: Markup($0), value: Markup($1)) }
    }
}

/// The cases of one area.
struct GroupView {
    let name: Markup
    let count: Markup
    let cases: [CaseView]
}

/// The choices that the script offers.
struct FilterView {
    let verdicts: [Markup]
    let levels: [Markup]
    let areas: [Markup]

    init(_ cases: [CaseRecord]) {
        verdicts = Verdict.allCases.filter { verdict in cases.contains { $0.verdict == verdict } }.reversed()
            .map { Markup($0.rawValue) }
        levels = Tally.levels.filter { level in cases.contains { $0.level == level } }.map { Markup($0) }
        areas = Set(cases.map(\.area)).sorted().map { Markup($0) }
    }
}
