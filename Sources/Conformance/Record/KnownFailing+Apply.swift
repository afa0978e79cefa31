package import Results

extension KnownFailing {
    /// The record with its verdict seen in the light of the list.
    ///
    /// A listed failure is `known-failing`, unless a check failed that the list does not name; a listed pass is
    /// `unexpected-pass`, because a stale list hides the next regression, unless the target only fails sometimes.
    package func apply(to record: CaseRecord) -> CaseRecord {
        let entries = entries(for: record.id)
        guard !entries.isEmpty else { return record }
        var record = record
        let reasons = entries.map(\.reason).joined(separator: "; ")
        switch record.verdict {
        case .fail where covers(record.findings, entries: entries):
            record.verdict = .knownFailing
            record.reason = reasons
        case .pass where !entries.allSatisfy(\.isSometimes):
            record.verdict = .unexpectedPass
            record.reason = "passes though listed as known to fail; remove it from the list (\(reasons))"
        case .pass, .fail, .notApplicable, .notMeasurable, .blocked, .knownFailing, .unexpectedPass, .error:
            break
        }
        return record
    }

    private func covers(_ findings: [FindingRecord], entries: [Entry]) -> Bool {
        if entries.contains(where: { $0.check == nil }) { return true }
        let named = Set(entries.compactMap(\.check))
        return findings.allSatisfy { named.contains($0.check) }
    }
}
