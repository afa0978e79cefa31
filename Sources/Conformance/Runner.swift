package import Results
package import Suites

/// Plays a plan: groups side by side, exclusive cases alone, dependents blocked when what they need did not pass.
package struct Runner: Sendable {
    package var player: CasePlayer
    package var known: KnownFailing
    /// Cases played at the same time, at least 1.
    package var jobs: Int
    /// Brings the target back to a fresh state after a case that plays faults; does nothing for most targets.
    package var recover: @Sendable () async throws -> Void
    /// Plays cases with faults alone, so that no other case meets a target that still remembers them.
    package var isolatesFaults: Bool

    package init(
        player: CasePlayer, known: KnownFailing, jobs: Int, isolatesFaults: Bool = false,
        recover: @escaping @Sendable () async throws -> Void
    ) {
        self.player = player
        self.known = known
        self.jobs = jobs
        self.recover = recover
        self.isolatesFaults = isolatesFaults
    }

    /// Plays the cases; `report` gets each record as soon as it is final, one at a time.
    ///
    /// - Parameter done: verdicts of cases that are not played again, but that others depend on.
    package func run(
        _ cases: [PlannedCase], done: [String: Verdict] = [:], report: (CaseRecord) throws -> Void
    ) async throws {
        var verdicts = done
        for group in Schedule(cases, jobs: jobs, isolatingFaults: isolatesFaults).groups {
            try await withThrowingTaskGroup(of: CaseRecord.self) { tasks in
                var waiting = group[...]
                func start() {
                    guard let next = waiting.popFirst() else { return }
                    let blocker = next.definition.dependsOn.first { verdicts[$0].map { $0 != .pass } ?? false }
                    tasks.addTask { try await play(next, blockedBy: blocker) }
                }
                for _ in 0..<max(1, jobs) { start() }
                while let record = try await tasks.next() {
                    try Task.checkCancellation()
                    verdicts[record.id] = record.verdict
                    try report(record)
                    start()
                }
            }
        }
    }

    private func play(_ planned: PlannedCase, blockedBy blocker: String?) async throws -> CaseRecord {
        var record = try await player.play(planned, blockedBy: blocker)
        if planned.notApplicable == nil, blocker == nil, planned.definition.playsFaults {
            do {
                try await recover()
            } catch {
                record.verdict = .error
                record.reason = "the target did not recover after the case: \(error)"
            }
        }
        return known.apply(to: record)
    }
}

extension CasePlayer {
    /// Plays the case unless one that it depends on did not pass.
    func play(_ planned: PlannedCase, blockedBy blocker: String?) async throws -> CaseRecord {
        guard let blocker, planned.notApplicable == nil else { return try await play(planned) }
        var record = blank(planned)
        record.verdict = .blocked
        record.reason = "depends on \(blocker), which did not pass"
        return record
    }
}

extension Case {
    /// Whether a breaker or cool-down of the target may remember the case.
    var playsFaults: Bool {
        scenario.primary.fault != .none || route == .failover || area == "failure" || area == "errors"
    }

    /// The first word of the id, such as `stream`.
    package var area: String {
        String(id.prefix { $0 != "." })
    }
}
