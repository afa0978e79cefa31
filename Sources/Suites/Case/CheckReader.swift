internal import Wire

/// What the suites need to know of a check to find mistakes in `expect:`.
package struct KnownCheck: Sendable {
    package var parameters: Set<String>
    /// The requirement that the check decides.
    package var requirement: String

    package init(parameters: Set<String> = [], requirement: String = "") {
        self.parameters = parameters
        self.requirement = requirement
    }
}

/// Reads `expect:`: check ids, each alone or with parameters.
struct CheckReader {
    let reader: Reader
    /// Nil when checks are not known: then any id is taken.
    let known: [String: KnownCheck]?

    func read(_ node: YAMLNode) -> [CheckUse] {
        guard let elements = node.elements else {
            if node.text != nil, let use = use(node) { return [use] }
            reader.error(node.place, "`expect` must be a list of checks, not \(node.kind)")
            return []
        }
        let uses = elements.compactMap(use)
        for (index, use) in uses.enumerated() where use.parameters.isNone {
            guard uses[..<index].contains(where: { $0.id == use.id && $0.parameters.isNone }) else { continue }
            let place = Place(line: use.location.line, column: use.location.column)
            reader.error(place, "the check `\(use.id)` is expected twice")
        }
        return uses
    }

    private func use(_ node: YAMLNode) -> CheckUse? {
        if node.text != nil {
            guard let id = reader.string(node, of: "expect"), isKnown(id, at: node.place) else { return nil }
            return CheckUse(id: id, parameters: .null, location: reader.file.location(node.place))
        }
        guard let entries = node.entries, entries.count == 1, let entry = entries.first else {
            reader.error(
                node.place, "a check is an id, or one id with parameters",
                hint: "write `- attempts.count: {primary: 1}`")
            return nil
        }
        guard isKnown(entry.key, at: entry.keyPlace) else { return nil }
        guard let parameters = entry.value.entries else {
            reader.error(entry.value.place, "the parameters of a check must be a mapping, not \(entry.value.kind)")
            return nil
        }
        for parameter in parameters { check(parameter, of: entry.key) }
        return CheckUse(
            id: entry.key, parameters: reader.json(entry.value), location: reader.file.location(entry.keyPlace))
    }

    private func isKnown(_ id: String, at place: Place) -> Bool {
        guard let known, known[id] == nil else { return true }
        reader.unknown("check", id, at: place, known: known.keys.sorted())
        return false
    }

    private func check(_ parameter: YAMLNode.Entry, of id: String) {
        guard let known = known?[id], !known.parameters.contains(parameter.key) else { return }
        if known.parameters.isEmpty {
            reader.error(parameter.keyPlace, "the check `\(id)` takes no parameters")
        } else {
            reader.unknown("parameter", parameter.key, at: parameter.keyPlace, known: known.parameters)
        }
    }
}

extension JSON {
    /// Whether no parameters were given.
    var isNone: Bool {
        if case .null = self { true } else { false }
    }
}
