/// One case that did not come to the same.
package struct CaseChange: Sendable, Equatable, Comparable {
    package enum Kind: Int, Sendable, CaseIterable, Comparable {
        /// Passed before, fails now.
        case lost
        /// Fails in both, but not in the same way.
        case changed
        /// Failed before, passes now.
        case gained
        /// Judged before, not judged now: the feature is gone, a dependency fails, the harness broke, the case is gone.
        case noLongerJudged
        /// Judged now for the first time.
        case newlyJudged

        package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    package var id: String
    package var title: String
    package var level: String
    package var kind: Kind
    /// Nil where the case is not in the file.
    package var before: Verdict?
    package var after: Verdict?
    /// Findings that only the second result has.
    package var appeared: [FindingRecord]
    /// Findings that only the first result has.
    package var vanished: [FindingRecord]

    /// Nil when the behaviour is the same; times, attempts and evidence may differ.
    package init?(_ before: CaseRecord?, _ after: CaseRecord?) {
        guard let item = after ?? before else { return nil }
        let old = Set((before?.findings ?? []).map(Key.init))
        let new = Set((after?.findings ?? []).map(Key.init))
        guard let kind = Self.kind(before?.verdict, after?.verdict, sameFindings: old == new) else { return nil }
        id = item.id
        title = item.title
        level = item.level
        self.kind = kind
        self.before = before?.verdict
        self.after = after?.verdict
        appeared = (after?.findings ?? []).filter { !old.contains(Key($0)) }
        vanished = (before?.findings ?? []).filter { !new.contains(Key($0)) }
    }

    private static func kind(_ before: Verdict?, _ after: Verdict?, sameFindings: Bool) -> Kind? {
        switch (before.flatMap(passed), after.flatMap(passed)) {
        case (true, false): .lost
        case (false, true): .gained
        case (false, false): sameFindings ? nil : .changed
        case (.some, nil): .noLongerJudged
        case (nil, .some): .newlyJudged
        default: nil
        }
    }

    /// Whether the gateway behaved; nil where it was not judged.
    ///
    /// A known failure fails all the same.
    private static func passed(_ verdict: Verdict) -> Bool? {
        switch verdict {
        case .pass, .unexpectedPass: true
        case .fail, .knownFailing: false
        case .notApplicable, .notMeasurable, .blocked, .error: nil
        }
    }

    /// What makes two findings the same one; the clients named may move.
    private struct Key: Hashable {
        var check: String
        var kind: String
        var place: String
        var actual: String

        init(_ finding: FindingRecord) {
            check = finding.check
            kind = finding.kind
            place = finding.place
            // Measured sizes and times, and the marker of a request, differ from run to run.
            actual = finding.actual
                .replacing(/[0-9]+(\.[0-9]+)?(?= ?(bytes?|ms|µs|s)\b)/.wordBoundaryKind(.simple), with: "#")
                .replacing(/\b[0-9a-f]{16}\b/.wordBoundaryKind(.simple), with: "#")
        }
    }

    package static func < (left: CaseChange, right: CaseChange) -> Bool {
        let levels = ["must", "should", "info"]
        let rank = { (item: CaseChange) in levels.firstIndex(of: item.level) ?? levels.count }
        return (left.kind, rank(left), left.id) < (right.kind, rank(right), right.id)
    }
}
