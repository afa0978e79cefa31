/// Reads a file of cases.
struct SuiteReader {
    static let keys = ["suite", "title", "requires", "defaults", "cases"]

    let reader: Reader
    let surroundings: CaseReader.Surroundings

    /// `expected` is the id that the file's path demands.
    func read(_ root: YAMLNode, expected: String) -> Suite? {
        guard let fields = Fields(root, keys: Self.keys, of: "a suite", reader) else { return nil }
        let id = fields.required("suite", "a suite file begins with `suite: \(expected)`")
        if let id, let text = reader.string(id, of: "suite"), text != expected {
            reader.error(id.place, "the suite calls itself `\(text.abbreviated)`, its file says `\(expected)`")
        }
        let requires = features(fields)
        let defaults = fields["defaults"]
        if let defaults { check(defaults) }
        let cases = elements(fields).compactMap { node in
            CaseReader(
                reader: reader, suite: expected, requires: requires, defaults: defaults, surroundings: surroundings
            )
            .read(node)
        }
        return Suite(
            id: expected, title: fields.string("title") ?? expected, requires: requires, cases: cases,
            file: reader.file.name)
    }

    private func features(_ fields: Fields) -> [String] {
        guard let node = fields["requires"] else { return [] }
        return FeatureUse(reader: reader, known: surroundings.features).read(node)
    }

    private func elements(_ fields: Fields) -> [YAMLNode] {
        guard let node = fields.required("cases", "a list of cases") else { return [] }
        if let elements = node.elements, !elements.isEmpty { return elements }
        reader.error(node.place, "`cases` must be a list with at least one case")
        return []
    }

    private func check(_ defaults: YAMLNode) {
        _ = Fields(defaults, keys: CaseReader.defaultKeys, of: "`defaults`", reader)
    }
}

/// Reads lists of features and finds the unknown ones.
struct FeatureUse {
    let reader: Reader
    /// Nil when the features are not known: then any word is taken.
    let known: Set<String>?

    func read(_ node: YAMLNode) -> [String] {
        let nodes = node.elements ?? [node]
        return nodes.compactMap { element in
            guard let name = reader.string(element, of: "feature") else { return nil }
            if let known, !known.contains(name) {
                reader.unknown("feature", name, at: element.place, known: known.sorted())
            }
            return name
        }
    }
}
