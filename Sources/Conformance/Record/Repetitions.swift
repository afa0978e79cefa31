package import Results

/// The records of cases that are played again and again, each case with one record that speaks for all.
package struct Repetitions: Sendable {
    private var records: [String: [CaseRecord]] = [:]

    package init() {}

    /// Adds one more play and returns the record for all plays so far.
    ///
    /// It is the worst one; where the plays differ, its reason says how often each verdict came.
    package mutating func add(_ record: CaseRecord) -> CaseRecord {
        records[record.id, default: []].append(record)
        let plays = records[record.id] ?? []
        guard var worst = plays.max(by: { $0.verdict < $1.verdict }) else { return record }
        worst.milliseconds = (plays.reduce(0) { $0 + $1.milliseconds } / Double(plays.count) * 1000).rounded() / 1000
        if isFlaky(plays) { worst.reason = "flaky: " + Self.rates(plays) }
        return worst
    }

    /// Cases whose plays did not all come to the same, sorted.
    package var flaky: [String] {
        records.filter { isFlaky($0.value) }.keys.sorted()
    }

    private func isFlaky(_ plays: [CaseRecord]) -> Bool {
        Set(plays.map(Self.result)).count > 1
    }

    /// A verdict, and which checks speak for it.
    private static func result(_ record: CaseRecord) -> String {
        ([record.verdict.rawValue] + Set(record.findings.map(\.check)).sorted()).joined(separator: " ")
    }

    private static func rates(_ plays: [CaseRecord]) -> String {
        let counts = Dictionary(plays.map { (result($0), 1) }, uniquingKeysWith: +)
        return counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
            .map { "\($0.value) of \(plays.count) times \($0.key)" }.joined(separator: ", ")
    }
}
