package import Results

/// Plays an arm's cases until it is decided.
package struct SelftestBout: Sendable {
    package var arm: SelftestArm
    package var runner: Runner
    package var selection: SelftestSelection
    /// What the checks find with the correct gateway.
    package var usual: SelftestFindings

    package init(
        _ arm: SelftestArm, runner: Runner, selection: SelftestSelection, usual: SelftestFindings = SelftestFindings()
    ) {
        self.arm = arm
        self.runner = runner
        self.selection = selection
        self.usual = usual
    }

    /// The arm's line of the matrix and all its records.
    package func play() async throws -> (row: SelftestRow, records: [CaseRecord]) {
        let clock = ContinuousClock()
        let start = clock.now
        var records: [CaseRecord] = []
        var found = SelftestFindings()
        for batch in selection.batches(for: arm) {
            try await runner.run(batch) { record in
                records.append(record)
                found.add(record)
            }
            if isDecided(by: found) { break }
        }
        let seconds = start.duration(to: clock.now) / .seconds(1)
        return (SelftestRow(arm, records: records, usual: usual, seconds: seconds), records)
    }

    private func isDecided(by found: SelftestFindings) -> Bool {
        arm.kind == .defect && !arm.checks.isEmpty && found.subtracting(usual).checks.isSuperset(of: arm.checks)
    }
}
