package import Checks
package import Suites

/// A case that was selected, with everything that decides how it is judged.
package struct PlannedCase: Sendable {
    package var definition: Case
    package var level: Level
    /// The case's checks with the parameters that it gives them, in its order.
    package var checks: [(check: Check, use: CheckUse)]
    /// Why the case is not played, such as the feature that the target lacks; nil when it is played.
    package var notApplicable: String?

    /// Joins a case with its requirement's level and its checks, and holds it against the target's features.
    package init(_ definition: Case, level: Level, target: Target, slow: Bool) {
        self.definition = definition
        self.level = level
        self.checks = definition.expect.compactMap { use in
            Catalog.byID[use.id].map { ($0, use) }
        }
        self.notApplicable = Self.reason(definition, target: target, slow: slow)
    }

    private static func reason(_ item: Case, target: Target, slow: Bool) -> String? {
        if let missing = item.requires.first(where: { !target.features.contains($0) }) {
            return "the target does not declare the feature `\(missing)`"
        }
        if !item.lanes.isEmpty, !item.lanes.contains(target.lane) {
            return "the case is for the lane `\(item.lanes.joined(separator: "`, `"))`"
        }
        if item.route == .failover, target.failover == nil {
            return "the target has no failover route"
        }
        if item.slow, !slow {
            return "slow; runs with --slow"
        }
        return nil
    }
}
