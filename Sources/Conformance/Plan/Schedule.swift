internal import Suites

/// The order of play: cases that may share the providers in groups, the others alone, dependents after what they need.
struct Schedule {
    /// Groups played one after another; the members of a group side by side.
    var groups: [[PlannedCase]]

    /// With `isolatingFaults`, a case that plays faults is alone as well, because the target recovers after each.
    init(_ cases: [PlannedCase], jobs: Int, isolatingFaults: Bool = false) {
        let isAlone = { (item: PlannedCase) in
            item.definition.exclusive || isolatingFaults && item.definition.playsFaults
        }
        let shared = cases.filter { !isAlone($0) }
        let alone = cases.filter(isAlone)
        groups = jobs > 1 ? Self.layers(shared) : Self.layers(shared).flatMap { $0.map { [$0] } }
        groups += Self.layers(alone).flatMap { $0.map { [$0] } }
    }

    /// Splits by dependency: a case stands in a later layer than every selected case that it depends on.
    private static func layers(_ cases: [PlannedCase]) -> [[PlannedCase]] {
        let selected = Set(cases.map(\.definition.id))
        var placed: Set<String> = []
        var rest = cases
        var result: [[PlannedCase]] = []
        while !rest.isEmpty {
            let ready = rest.filter { item in
                item.definition.dependsOn.allSatisfy { placed.contains($0) || !selected.contains($0) }
            }
            // A circle of dependencies cannot be ordered; its members are played in file order.
            let layer = ready.isEmpty ? rest : ready
            result.append(layer)
            placed.formUnion(layer.map(\.definition.id))
            rest.removeAll { item in layer.contains { $0.definition.id == item.definition.id } }
        }
        return result
    }
}
