internal import Wire

/// The keys of a script file and of the parts that play something.
enum ScriptKeys {
    static let script = ["script", "title", "encode", "base", "steps-of", "steps", "behaviours"]
    static let behaviour = ["encode", "base", "steps-of", "steps"]
    static let sources = ["steps", "steps-of", "behaviours"]
}

/// Reads what a provider plays: steps, the steps of another script, or successive behaviours.
struct ScriptReader {
    let reader: Reader
    let shelf: ScriptShelf
    /// Names of the scripts being read, outermost first: a script that leads back to itself is a mistake.
    var path: [String] = []

    /// What stands around the steps: overrides of the base chunk, and encodings laid over each other.
    struct Surroundings {
        var base: [YAMLNode.Entry] = []
        var encodings: [YAMLNode] = []

        /// With the `base` and `encode` of a mapping laid over it.
        func inside(_ fields: Fields) -> Surroundings {
            var inner = self
            if let encode = fields.node["encode"] { inner.encodings.append(encode) }
            guard let base = fields.node["base"] else { return inner }
            guard let entries = base.entries else {
                fields.reader.error(base.place, "`base` must be a mapping of chunk fields, not \(base.kind)")
                return inner
            }
            inner.base = inner.base.filter { old in !entries.contains { $0.key == old.key } } + entries
            return inner
        }
    }

    /// The behaviours of a mapping that holds one of `steps`, `steps-of` and `behaviours`.
    func behaviours(_ fields: Fields, in outer: Surroundings = Surroundings()) -> [Behaviour] {
        let inner = outer.inside(fields)
        switch fields.exactlyOne(of: ScriptKeys.sources) {
        case "steps": return [own(fields, inner)]
        case "steps-of": return borrowed(fields, inner)
        case "behaviours": return successive(fields, inner)
        default: return []
        }
    }

    private func own(_ fields: Fields, _ surroundings: Surroundings) -> Behaviour {
        let encoding = EncodingReader(reader: reader).read(surroundings.encodings, over: Encoding())
        let steps = fields["steps"].map { StepReader(reader: reader, base: surroundings.base).behaviour($0) } ?? []
        return Behaviour(encode: encoding, steps: steps)
    }

    private func borrowed(_ fields: Fields, _ surroundings: Surroundings) -> [Behaviour] {
        guard let node = fields["steps-of"], let name = reader.string(node, of: "steps-of") else { return [] }
        guard !path.contains(name) else {
            let loop = (path + [name]).joined(separator: " → ")
            reader.error(node.place, "the script leads back to itself: \(loop)")
            return []
        }
        guard let others = shelf.behaviours(of: name, base: surroundings.base, path: path) else {
            reader.unknown("script", name, at: node.place, known: shelf.names)
            return []
        }
        return others.map { other in
            let encoding = EncodingReader(reader: reader).read(surroundings.encodings, over: other.encode)
            return Behaviour(encode: encoding, steps: other.steps)
        }
    }

    private func successive(_ fields: Fields, _ surroundings: Surroundings) -> [Behaviour] {
        guard let node = fields["behaviours"] else { return [] }
        guard let elements = node.elements, !elements.isEmpty else {
            reader.error(node.place, "`behaviours` must be a list with at least one behaviour")
            return []
        }
        return elements.flatMap { element -> [Behaviour] in
            guard let fields = Fields(element, keys: ScriptKeys.behaviour, of: "a behaviour", reader) else { return [] }
            return behaviours(fields, in: surroundings)
        }
    }
}
