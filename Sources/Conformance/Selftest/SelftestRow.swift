package import Results

/// What one arm came to: a line of the matrix.
package struct SelftestRow: Sendable {
    package var arm: SelftestArm
    /// Cases that were played.
    package var played: Int
    /// Check → cases in which it found something that it does not find with the correct gateway.
    package var found: [String: [String]]
    /// Cases that failed, whatever their level.
    package var failed: [CaseRecord]
    /// Cases that the harness could not judge.
    package var broken: [CaseRecord]
    package var seconds: Double

    /// Sums an arm's records up; findings of the correct gateway (characteristics) say nothing about a defect.
    package init(_ arm: SelftestArm, records: [CaseRecord], usual: SelftestFindings, seconds: Double) {
        self.arm = arm
        self.seconds = seconds
        played = records.count
        found = SelftestFindings(records).subtracting(usual).byCheck
        failed = records.filter { $0.verdict == .fail }
        broken = records.filter { $0.verdict == .error }
    }

    /// Checks that the defect names and that did not find it.
    package var missed: [String] {
        arm.kind == .defect ? arm.checks.filter { found[$0] == nil } : []
    }

    /// Checks that found a defect without being named by it.
    package var others: [String] {
        found.keys.filter { !arm.checks.contains($0) }.sorted()
    }

    /// A defect that went through, with nothing else wrong.
    package var isOnlyMissed: Bool { !isRight && broken.isEmpty && arm.kind == .defect && !arm.checks.isEmpty }

    /// A defect was found by all the checks that it names; a correct gateway failed nothing.
    package var isRight: Bool {
        guard broken.isEmpty else { return false }
        return arm.kind == .defect ? !arm.checks.isEmpty && missed.isEmpty : failed.isEmpty
    }
}

/// Which check found something in which case.
package struct SelftestFindings: Sendable, Equatable {
    private var pairs: Set<Pair> = []

    private struct Pair: Hashable {
        var check: String
        var item: String
    }

    package init(_ records: [CaseRecord] = []) {
        for record in records { add(record) }
    }

    package mutating func add(_ record: CaseRecord) {
        for finding in record.findings { pairs.insert(Pair(check: finding.check, item: record.id)) }
    }

    package func subtracting(_ other: SelftestFindings) -> SelftestFindings {
        var rest = self
        rest.pairs.subtract(other.pairs)
        return rest
    }

    /// Cases by check, each sorted.
    package var byCheck: [String: [String]] {
        Dictionary(grouping: pairs, by: \.check).mapValues { $0.map(\.item).sorted() }
    }

    package var checks: Set<String> { Set(pairs.map(\.check)) }
}
