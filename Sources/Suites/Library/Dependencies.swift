/// The `depends-on` of all cases, with the places where they stand.
final class Dependencies {
    private struct Use {
        var reader: Reader
        var place: Place
        var from: String
        var to: String
    }

    private var uses: [Use] = []

    func add(_ node: YAMLNode, of id: String, _ reader: Reader) {
        for element in node.elements ?? [node] {
            guard let name = element.text else { continue }
            uses.append(Use(reader: Reader(reader.file), place: element.place, from: id, to: name))
        }
    }

    /// Ids used twice, dependencies on nothing, and circles.
    func mistakes(among cases: [Case]) -> [Diagnostic] {
        let ids = Set(cases.map(\.id))
        for use in uses {
            if !ids.contains(use.to) {
                use.reader.unknown("case", use.to, at: use.place, known: ids)
            } else if reaches(use.from, from: use.to) {
                use.reader.error(use.place, "`\(use.from)` depends on itself")
            }
        }
        return uses.flatMap(\.reader.diagnostics) + repeated(cases)
    }

    private func repeated(_ cases: [Case]) -> [Diagnostic] {
        let first = Dictionary(cases.map { ($0.id, $0.location) }) { first, _ in first }
        return cases.compactMap { subject in
            guard let other = first[subject.id], other != subject.location else { return nil }
            return Diagnostic(location: subject.location, message: "`\(subject.id)` is the id of the case at \(other)")
        }
    }

    private func reaches(_ goal: String, from start: String) -> Bool {
        var open = [start], seen: Set<String> = []
        while let next = open.popLast() {
            if next == goal { return true }
            if seen.insert(next).inserted { open += uses.filter { $0.from == next }.map(\.to) }
        }
        return false
    }
}
