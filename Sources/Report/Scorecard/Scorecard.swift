package import Results

/// Several results side by side: gateways by areas, and the cases in which they differ.
package struct Scorecard: Sendable {
    /// One result of the card.
    struct Entry: Sendable {
        var label: String
        var result: RunResult
        var areas: [String: Tally]
        var all: Tally
    }

    /// A case that not every gateway passes.
    struct Difference: Sendable {
        var id: String
        var title: String
        var level: String
        var requirements: [String]
        /// One for each entry; nil where the result does not have the case.
        var records: [CaseRecord?]

        var area: String { String(id.prefix { $0 != "." }) }
        /// Entries that fail it.
        var failing: Int { records.filter { $0?.isDeviation == true }.count }
    }

    let entries: [Entry]
    /// Of all entries, in order of name.
    let areas: [String]
    /// The strictest level first, then by how many fail.
    let differences: [Difference]

    /// The results in the order given.
    package init(_ results: [RunResult]) {
        let labels = Self.labels(results)
        entries = zip(labels, results).map { label, result in
            let areas = Dictionary(Tally.byArea(result.cases).map { ($0.name, $0) }) { first, _ in first }
            return Entry(
                label: label, result: result.sorted(), areas: areas, all: Tally(name: "all", cases: result.cases))
        }
        areas = Set(entries.flatMap(\.areas.keys)).sorted()
        differences = Self.differences(entries.map(\.result))
    }

    /// The worst word of all: what the whole came to.
    package var word: String {
        let order = ["ERROR", "INCOMPLETE", "FAIL", "INVALID", "PASS", "MEASURED"]
        let words = entries.map { Headline.word($0.result) }
        return order.first { words.contains($0) } ?? words.first ?? ""
    }

    /// Name and version, made unique by the start of the run where needed.
    private static func labels(_ results: [RunResult]) -> [String] {
        let plain = results.map { result in
            [result.target.name, result.target.version].filter { !$0.isEmpty && $0 != "unknown" }.joined(separator: " ")
        }
        return zip(plain, results).map { label, result in
            plain.filter { $0 == label }.count > 1 ? "\(label), \(result.started)" : label
        }
    }

    private static func differences(_ results: [RunResult]) -> [Difference] {
        let tables = results.map { Dictionary($0.cases.map { ($0.id, $0) }) { first, _ in first } }
        let ids = Set(tables.flatMap(\.keys))
        let found = ids.compactMap { id -> Difference? in
            let records = tables.map { $0[id] }
            guard let first = records.compactMap({ $0 }).first, records.contains(where: { $0?.isDeviation == true })
            else { return nil }
            return Difference(
                id: id, title: first.title, level: first.level, requirements: first.requirements, records: records)
        }
        let rank = { (item: Difference) in Tally.levels.firstIndex(of: item.level) ?? Tally.levels.count }
        return found.sorted { (rank($0), -$0.failing, $0.id) < (rank($1), -$1.failing, $1.id) }
    }
}

extension CaseRecord {
    /// Does not behave as the case wants, known or not.
    var isDeviation: Bool { verdict == .fail || verdict == .knownFailing || verdict == .error }
}
