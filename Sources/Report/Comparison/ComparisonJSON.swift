package import Results

/// A comparison for machines: one object, `gateproof.comparison/1`; members are only ever added.
package struct ComparisonJSON: Sendable {
    private let comparison: Comparison
    private let strict: Bool

    package init(_ comparison: Comparison, strict: Bool) {
        self.comparison = comparison
        self.strict = strict
    }

    /// The JSON object; ends with a line feed.
    package func text() throws -> String {
        try MachineJSON.text(
            Document(
                before: Side(comparison.before), after: Side(comparison.after),
                regression: comparison.isRegression(strict: strict), caveats: comparison.caveats,
                unchanged: comparison.unchanged, cases: comparison.cases.map(Case.init),
                checks: comparison.checks.map { Check(check: $0.check, before: $0.before, after: $0.after) },
                properties: comparison.properties.map {
                    Property(name: $0.name, caseID: $0.caseID, before: $0.before, after: $0.after)
                }, bench: comparison.bench.map(Figures.init)))
    }

    private struct Document: Encodable {
        var schema = "gateproof.comparison/1"
        var before: Side
        var after: Side
        var regression: Bool
        var caveats: [String]
        var unchanged: Int
        var cases: [Case]
        var checks: [Check]
        var properties: [Property]
        var bench: [Figures]
    }

    private struct Side: Encodable {
        var name: String
        var version: String
        var started: String
        var score: Double
        var verdict: String

        init(_ side: Comparison.Side) {
            name = side.name
            version = side.version
            started = side.started
            score = side.score
            verdict = side.verdict
        }
    }

    private struct Case: Encodable {
        var id: String
        var title: String
        var level: String
        var kind: String
        var before: Verdict?
        var after: Verdict?
        var appeared: [FindingRecord]
        var vanished: [FindingRecord]

        init(_ change: CaseChange) {
            id = change.id
            title = change.title
            level = change.level
            kind = "\(change.kind)"
            before = change.before
            after = change.after
            appeared = change.appeared
            vanished = change.vanished
        }
    }

    private struct Check: Encodable {
        var check: String
        var before: [String]
        var after: [String]
    }

    private struct Property: Encodable {
        var name: String
        var caseID: String
        var before: String?
        var after: String?
    }

    private struct Figures: Encodable {
        var profile: String
        var metric: String
        var quantile: String
        var unit: String
        var before: Double
        var after: Double
        var verdict: String
        var method: String?
        var note: String?
        var judgement: ShiftJudgement?

        init(_ change: BenchChange) {
            profile = change.profile
            metric = change.metric
            quantile = change.quantile
            unit = change.unit
            before = change.before
            after = change.after
            verdict = change.judgement?.verdict.rawValue ?? (change.isRefused ? "refused" : "not judged")
            method = change.method?.rawValue
            note = change.note.isEmpty ? nil : change.note
            judgement = change.judgement
        }
    }
}
