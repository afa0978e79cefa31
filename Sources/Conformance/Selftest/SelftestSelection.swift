internal import Checks
internal import Suites

/// Which cases are played against an arm, in batches: after each the arm may be decided.
package struct SelftestSelection: Sendable {
    /// In the suite's order; what does not apply to the target is left out.
    package var cases: [PlannedCase]
    /// Cases that take long, for what no quick case decides.
    package var slow: [PlannedCase]
    /// Cases played between two looks at what was caught.
    package var batch: Int
    /// Play every case that has to do with a defect, in place of stopping when all its checks have found it.
    package var exhaustive: Bool

    package init(_ cases: [PlannedCase], batch: Int = 12, exhaustive: Bool = false) {
        let applicable = cases.filter { $0.notApplicable == nil }.map(\.independent)
        self.cases = applicable.filter { !$0.definition.slow }
        slow = applicable.filter(\.definition.slow)
        self.batch = max(1, batch)
        self.exhaustive = exhaustive
    }

    /// Everything against correct gateways; against a defect first the cases that name both a violated requirement
    /// and a check of it, then those that name one of the two.
    package func batches(for arm: SelftestArm) -> [[PlannedCase]] {
        guard arm.kind == .defect else { return [arm.isSlow ? slow : cases] }
        let (quick, long) = (related(cases, to: arm), related(slow, to: arm))
        if exhaustive { return [quick, long].filter { !$0.isEmpty } }
        let batches = stride(from: 0, to: quick.count, by: batch).map { start in
            Array(quick[start..<min(start + batch, quick.count)])
        }
        return batches + (long.isEmpty ? [] : [long])
    }

    /// Those that have to do with the arm, the closest first.
    private func related(_ cases: [PlannedCase], to arm: SelftestArm) -> [PlannedCase] {
        (1...3).reversed().flatMap { weight in cases.filter { relation(of: $0, to: arm) == weight } }
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
