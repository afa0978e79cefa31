/// What was lost, gained or changed between two results; pure, so any two files can be compared.
package struct Comparison: Sendable, Equatable {
    package var before: Side
    package var after: Side
    /// Cases whose behaviour is not the same, lost ones first, then by level and id.
    package var cases: [CaseChange]
    package var properties: [PropertyChange]
    /// Checks that find something in more, fewer or other cases.
    package var checks: [CheckChange]
    package var bench: [BenchChange]
    /// Why the two may not be comparable, as sentences.
    package var caveats: [String]
    /// Cases that were judged in both and came to the same.
    package var unchanged: Int

    /// Which result stands on a side.
    package struct Side: Sendable, Equatable {
        package var name: String
        package var version: String
        package var started: String
        package var score: Double
        package var verdict: String
        /// Cases in the file; none where only figures were measured.
        package var cases = 0
    }

    /// A measured trait that is not the same; nil where a side has none.
    package struct PropertyChange: Sendable, Equatable {
        package var name: String
        package var caseID: String
        package var before: String?
        package var after: String?
    }

    /// The cases in which a check finds something.
    package struct CheckChange: Sendable, Equatable {
        package var check: String
        package var before: [String]
        package var after: [String]
    }

    package init(_ before: RunResult, _ after: RunResult, arms: BenchChange.Arms = BenchChange.Arms()) {
        self.before = Side(before)
        self.after = Side(after)
        let pairs = Self.pairs(before.cases, after.cases)
        cases = pairs.compactMap { CaseChange($0, $1) }.sorted()
        properties = Self.properties(before, after)
        checks = Self.checks(before.cases, after.cases)
        bench = BenchChange.all(before, after, arms: arms)
        caveats = Caveats.list(before, after)
        unchanged = pairs.filter { $0 != nil && $1 != nil && CaseChange($0, $1) == nil }.count
    }

    /// True when a behaviour was lost that counts: a required one, or when `strict` a recommended one.
    package func isRegression(strict: Bool = false) -> Bool {
        !lost(strict: strict).isEmpty || !regressions.isEmpty
    }

    /// Lost behaviours that count: required ones, and when `strict` recommended ones.
    package func lost(strict: Bool) -> [CaseChange] {
        changes(.lost).filter { $0.level == "must" || strict && $0.level == "should" }
    }

    /// Metrics that became worse, beyond noise and beyond what matters.
    package var regressions: [BenchChange] {
        bench.filter { $0.judgement?.verdict == .regressed }
    }

    /// True when both files hold cases, so that behaviours can be compared.
    package var comparesCases: Bool {
        before.cases > 0 && after.cases > 0
    }

    package func changes(_ kind: CaseChange.Kind) -> [CaseChange] {
        cases.filter { $0.kind == kind }
    }

    private static func pairs(_ before: [CaseRecord], _ after: [CaseRecord]) -> [(CaseRecord?, CaseRecord?)] {
        let old = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
        let new = Dictionary(after.map { ($0.id, $0) }) { first, _ in first }
        return Set(old.keys).union(new.keys).sorted().map { (old[$0], new[$0]) }
    }

    private static func properties(_ before: RunResult, _ after: RunResult) -> [PropertyChange] {
        struct Key: Hashable {
            var name: String
            var caseID: String
        }
        let table = { (result: RunResult) in
            Dictionary(
                result.properties.map { item in
                    (
                        Key(name: item.name, caseID: item.caseID),
                        item.unit.isEmpty ? item.value : "\(item.value) \(item.unit)"
                    )
                }
            ) { first, _ in first }
        }
        let (old, new) = (table(before), table(after))
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
            .sorted { ($0.name, $0.caseID) < ($1.name, $1.caseID) }
            .map { PropertyChange(name: $0.name, caseID: $0.caseID, before: old[$0], after: new[$0]) }
    }

    private static func checks(_ before: [CaseRecord], _ after: [CaseRecord]) -> [CheckChange] {
        let shared = Set(before.map(\.id)).intersection(after.map(\.id))
        let table = { (cases: [CaseRecord]) in
            cases.filter { shared.contains($0.id) }.reduce(into: [String: Set<String>]()) { table, item in
                for finding in item.findings { table[finding.check, default: []].insert(item.id) }
            }
        }
        let (old, new) = (table(before), table(after))
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
            .map { CheckChange(check: $0, before: (old[$0] ?? []).sorted(), after: (new[$0] ?? []).sorted()) }
    }
}

extension Comparison.Side {
    fileprivate init(_ result: RunResult) {
        self.init(
            name: result.target.name, version: result.target.version, started: result.started,
            score: result.summary.score, verdict: Self.verdict(result), cases: result.cases.count)
    }

    /// Figures alone are neither pass nor fail.
    private static func verdict(_ result: RunResult) -> String {
        guard result.complete else { return "incomplete" }
        return result.cases.isEmpty ? "measured" : result.summary.verdict
    }
}
