internal import Results

/// The words that both renderings of a comparison share.
enum ComparisonWords {
    static func summary(_ comparison: Comparison) -> String {
        switch (comparison.before.cases, comparison.after.cases) {
        case (0, 0): return "no case was played in either"
        case (0, _): return "behaviours were not compared: the first holds no cases, only figures"
        case (_, 0): return "behaviours were not compared: the second holds no cases, only figures"
        default: break
        }
        let counts: [(Int, String)] = [
            (comparison.changes(.lost).count, "lost"), (comparison.changes(.changed).count, "changed"),
            (comparison.changes(.gained).count, "gained"),
            (comparison.changes(.noLongerJudged).count, "no longer judged"),
            (comparison.changes(.newlyJudged).count, "newly judged"),
        ]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return words.isEmpty ? "no behaviour changed" : words.joined(separator: ", ")
    }

    /// How many figures came to what, such as `figures: 2 regressed, 6 equivalent`; empty where there are none.
    static func figures(_ comparison: Comparison) -> String {
        let rows = shown(comparison).rows
        let words = rows.map { $0.judgement?.verdict.rawValue ?? ($0.isRefused ? "refused" : "not judged") }
        let order = ShiftVerdict.allCases.map(\.rawValue) + ["refused", "not judged"]
        let counts = order.map { word in (word, words.count { $0 == word }) }.filter { $0.1 > 0 }
        guard !counts.isEmpty else { return "" }
        let isClear =
            !words.contains(ShiftVerdict.regressed.rawValue) && !words.contains(ShiftVerdict.improved.rawValue)
        return "figures: " + counts.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
            + (isClear ? "; no change is certain" : "")
    }

    static func heading(_ kind: CaseChange.Kind) -> String {
        switch kind {
        case .lost: "lost: passed before, fails now"
        case .changed: "changed: fails in another way"
        case .gained: "gained: failed before, passes now"
        case .noLongerJudged: "no longer judged"
        case .newlyJudged: "newly judged"
        }
    }

    /// Changes worth a row for a person, and what is to be said about the others.
    static func shown(_ comparison: Comparison) -> (rows: [BenchChange], notes: [String]) {
        let rows = comparison.bench.filter { BenchChange.headline.contains($0.metric) }
        var notes = Set(rows.map(\.note)).filter { !$0.isEmpty }.sorted()
        let methods = Set(rows.compactMap(\.method)).map(\.rawValue).sorted()
        if !methods.isEmpty { notes.append("rounds were compared \(methods.joined(separator: ", "))") }
        if rows.count < comparison.bench.count {
            notes.append("\(comparison.bench.count - rows.count) further figures are in --json")
        }
        return (rows, notes)
    }

    /// Profile, metric, unit, before, after, ratio, interval, verdict.
    static func row(_ change: BenchChange) -> [String] {
        let figures = [
            "\(change.profile) \(change.metric) \(change.quantile)", change.unit, Figure.short(change.before),
            Figure.short(change.after),
        ]
        if change.isRefused { return figures + ["", "", "refused"] }
        guard let judgement = change.judgement else {
            let ratio = change.before > 0 ? Figure.fixed(change.after / change.before, 2) : ""
            return figures + [ratio, "", "not judged"]
        }
        let ratio = judgement.ratio
        let interval = ratio.low > 0 && ratio.high.isFinite
        return figures + [
            Figure.fixed(ratio.estimate, 2),
            interval ? "\(Figure.fixed(ratio.low, 2)) to \(Figure.fixed(ratio.high, 2))" : "unlimited",
            judgement.verdict.rawValue,
        ]
    }
}

extension Comparison.Side {
    /// Name and version.
    var label: String {
        [name, version].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
