/// Holds a new result against the one that was accepted before, for continuous integration.
///
/// What the baseline fails too is no news. A pass that became a failure is, and so is a failure of a case that the
/// baseline does not know.
package struct Gate: Sendable, Equatable {
    package var comparison: Comparison
    /// Required cases (when strict recommended ones too) that fail now and did not fail in the baseline.
    package var newFailures: [CaseChange]
    /// Cases listed as known to fail that pass.
    package var stale: [String]
    /// Cases that could not be judged because the harness broke.
    package var errors: [String]
    /// Metrics that became worse, in this run and, where there was one, in a second one too.
    package var regressions: [BenchChange]
    /// Metrics that became worse in the first run but not in the second.
    package var unconfirmed: [BenchChange] = []
    /// What the gate could not look at, as sentences.
    package var notes: [String]

    /// What the process should say to its caller.
    package enum Outcome: Sendable, Equatable {
        case pass
        case conformance
        case broken
        case regression
    }

    package init(baseline: RunResult, result: RunResult, strict: Bool) {
        comparison = Comparison(baseline, result)
        let failing = Set(result.cases.filter { $0.verdict == .fail }.map(\.id))
        let failedBefore = Set(
            baseline.cases.filter { [.fail, .knownFailing].contains($0.verdict) }.map(\.id))
        newFailures = comparison.cases.filter { change in
            failing.contains(change.id) && !failedBefore.contains(change.id)
                && (change.level == "must" || strict && change.level == "should")
        }
        stale = result.cases.filter { $0.verdict == .unexpectedPass }.map(\.id).sorted()
        errors = result.cases.filter { $0.verdict == .error }.map(\.id).sorted()
        regressions = comparison.regressions
        notes = Self.notes(baseline, result, comparison)
    }

    /// Keeps those regressions that a second result shows too: same profile, metric and quantile.
    package mutating func confirm(with second: RunResult, baseline: RunResult) {
        let again = Set(Comparison(baseline, second).regressions.map(\.key))
        unconfirmed += regressions.filter { !again.contains($0.key) }
        regressions.removeAll { !again.contains($0.key) }
    }

    /// A broken harness goes before a failure, and a failure before a slowdown.
    package var outcome: Outcome {
        if !errors.isEmpty { return .broken }
        if !newFailures.isEmpty || !stale.isEmpty { return .conformance }
        return regressions.isEmpty ? .pass : .regression
    }

    private static func notes(_ baseline: RunResult, _ result: RunResult, _ comparison: Comparison) -> [String] {
        var notes: [String] = []
        let gone = comparison.changes(.noLongerJudged).filter { change in
            change.level == "must" && change.after != nil && change.after != .error
        }
        if !gone.isEmpty {
            notes.append("\(gone.count) required cases of the baseline were not judged this time")
        }
        guard !result.bench.isEmpty else { return notes }
        let shared = result.bench.filter { new in baseline.bench.contains { $0.profile == new.profile } }
        if shared.isEmpty { notes.append("the baseline has no load profile of this run; no figure was gated") }
        notes += Set(comparison.bench.filter(\.isRefused).map(\.note)).sorted().map { "figures were not gated, \($0)" }
        let open = comparison.bench.filter { [.inconclusive, .noisy].contains($0.judgement?.verdict) }.count
        if open > 0 { notes.append("\(open) figures were inconclusive; more rounds or a quieter machine would tell") }
        return notes
    }
}

extension BenchChange {
    /// What makes two changes the same one.
    package var key: String { "\(profile) \(metric) \(quantile)" }
}
