/// The cases and what they depend on.
struct CaseGraph {
    private let cases: [Case]
    private let byID: [String: Case]

    init(cases: [Case]) {
        self.cases = cases
        self.byID = Dictionary(cases.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Ids used twice, dependencies on nothing, and circles.
    func mistakes() -> [Diagnostic] {
        var mistakes: [Diagnostic] = []
        for subject in cases {
            if let first = byID[subject.id], first.location != subject.location {
                mistakes.append(
                    Diagnostic(
                        location: subject.location,
                        message: "`\(subject.id)` is the id of the case at \(first.location)"))
            }
            for name in subject.dependsOn where byID[name] == nil {
                let hint = nearest(to: name, in: byID.keys).map { "did you mean `\($0)`?" }
                mistakes.append(
                    Diagnostic(
                        location: subject.location, message: "`\(subject.id)` depends on an unknown case `\(name)`",
                        hint: hint))
            }
            if reaches(subject.id, from: subject.dependsOn) {
                mistakes.append(Diagnostic(location: subject.location, message: "`\(subject.id)` depends on itself"))
            }
        }
        return mistakes
    }

    private func reaches(_ goal: String, from start: [String]) -> Bool {
        var open = start, seen: Set<String> = []
        while let next = open.popLast() {
            if next == goal { return true }
            if seen.insert(next).inserted { open += byID[next]?.dependsOn ?? [] }
        }
        return false
    }
}
