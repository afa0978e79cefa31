internal import Checks
internal import Suites

/// Which cases are played against an arm, in batches: after each the arm may be decided.
package struct SelftestSelection: Sendable {
    /// In the suite's order; what does not apply to the target is left out.
    package var cases: [PlannedCase]
    /// Cases played between two looks at what was caught.
    package var batch: Int
    /// Play every case that has to do with a defect, in place of stopping when all its checks have found it.
    package var exhaustive: Bool

    package init(_ cases: [PlannedCase], batch: Int = 12, exhaustive: Bool = false) {
        self.cases = cases.filter { $0.notApplicable == nil }.map(\.independent)
        self.batch = max(1, batch)
        self.exhaustive = exhaustive
    }

    /// Everything against correct gateways; against a defect first the cases that name both a violated requirement
    /// and a check of it, then those that name one of the two.
    package func batches(for arm: SelftestArm) -> [[PlannedCase]] {
        guard arm.kind == .defect else { return [cases] }
        let related = (1...3).reversed().flatMap { weight in cases.filter { relation(of: $0, to: arm) == weight } }
        if exhaustive { return related.isEmpty ? [] : [related] }
        return stride(from: 0, to: related.count, by: batch).map { start in
            Array(related[start..<min(start + batch, related.count)])
        }
    }

    /// 3: requirement and check; 2: requirement; 1: check; 0: nothing.
    private func relation(of item: PlannedCase, to arm: SelftestArm) -> Int {
        let violated = item.definition.requirements.contains { arm.requirements.contains($0) }
        let looking = item.checks.contains { arm.checks.contains($0.check.id) }
        return (violated ? 2 : 0) + (looking ? 1 : 0)
    }
}

extension PlannedCase {
    /// The case without what it depends on: here every case speaks for itself.
    fileprivate var independent: PlannedCase {
        var copy = self
        copy.definition.dependsOn = []
        return copy
    }
}
