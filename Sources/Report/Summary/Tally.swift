internal import Results

/// Counts of a group of cases.
struct Tally: Equatable {
    var name: String
    /// Level → verdict → number.
    var counts: [String: [Verdict: Int]] = [:]

    static let levels = ["must", "should", "info"]

    init(name: String, cases: some Sequence<CaseRecord>) {
        self.name = name
        for item in cases { counts[item.level, default: [:]][item.verdict, default: 0] += 1 }
    }

    /// One tally for each area (the first word of the ids), in order of name.
    static func byArea(_ cases: [CaseRecord]) -> [Tally] {
        Dictionary(grouping: cases, by: \.area).sorted { $0.key < $1.key }.map { Tally(name: $0, cases: $1) }
    }

    func count(_ verdicts: Verdict..., level: String? = nil) -> Int {
        let rows = level.map { [counts[$0] ?? [:]] } ?? Array(counts.values)
        return rows.reduce(0) { sum, row in sum + verdicts.reduce(0) { $0 + (row[$1] ?? 0) } }
    }

    /// Cases that were judged right or wrong.
    func judged(level: String? = nil) -> Int {
        count(.pass, .fail, .knownFailing, .unexpectedPass, level: level)
    }

    func passed(level: String? = nil) -> Int {
        count(.pass, .unexpectedPass, level: level)
    }
}

extension CaseRecord {
    /// The first word of the id, such as `stream`.
    var area: String { String(id.prefix { $0 != "." }) }

    /// True for what a reader must act on.
    var isAlarming: Bool { verdict == .error || verdict == .unexpectedPass || verdict == .fail && level != "info" }

    /// True for a characteristic that differs: worth a line, never a failure.
    var isNoticed: Bool { verdict == .fail && level == "info" }
}

extension Verdict {
    /// The word for people, a plain one.
    var words: String {
        switch self {
        case .notApplicable: "not applicable"
        case .notMeasurable: "not measurable"
        case .knownFailing: "known failing"
        case .unexpectedPass: "unexpected pass"
        default: rawValue
        }
    }
}
