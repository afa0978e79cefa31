internal import Yams

/// Turns the text of a file into `YAMLNode`s; no value is interpreted, so `on` stays `on` and `1.10` stays `1.10`.
struct YAMLParser {
    private let file: SourceFile
    /// Nodes that aliases may still expand to; far above any honest file.
    private var budget = 200_000

    /// The root, or nil when the file holds no value; throws where the text is no YAML that we understand.
    static func parse(_ file: SourceFile) throws(Diagnostic) -> YAMLNode? {
        var parser = YAMLParser(file: file)
        guard let root = try parser.compose() else { return nil }
        return try parser.convert(root, depth: 0)
    }

    private init(file: SourceFile) {
        self.file = file
    }

    private func compose() throws(Diagnostic) -> Node? {
        try checkNesting()
        // Yams reads strings that fit into a register through a pointer to a temporary: never hand it one.
        let text = file.text.utf8.count < 16 ? file.text + "\n" + String(repeating: "#", count: 16) : file.text
        do {
            return try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch let error as YamlError {
            throw diagnostic(error)
        } catch {
            throw mistake(Place(line: 1, column: 1), "this is not YAML: \(error)")
        }
    }

    private mutating func convert(_ node: Node, depth: Int) throws(Diagnostic) -> YAMLNode {
        let place = node.mark.map { Place(line: $0.line, column: $0.column) } ?? Place(line: 1, column: 1)
        budget -= 1
        guard budget > 0 else { throw mistake(place, "the aliases of this file expand to too many values") }
        guard depth < 100 else { throw mistake(place, "values are nested more than 100 deep") }
        try checkTag(node, place)
        switch node {
        case .scalar(let scalar):
            let plain = scalar.style == .plain && scalar.tag.description != Tag.Name.str.rawValue
            return YAMLNode(value: .scalar(scalar.string, plain: plain), place: place)
        case .sequence(let sequence):
            var elements: [YAMLNode] = []
            for element in sequence { elements.append(try convert(element, depth: depth + 1)) }
            return YAMLNode(value: .sequence(elements), place: place)
        case .mapping(let mapping):
            return YAMLNode(value: .mapping(try entries(of: mapping, depth: depth)), place: place)
        case .alias:
            throw mistake(place, "this alias is not understood")
        }
    }

    private mutating func entries(of mapping: Node.Mapping, depth: Int) throws(Diagnostic) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        var merged: [YAMLNode.Entry] = []
        for (key, node) in mapping {
            let keyNode = try convert(key, depth: depth + 1)
            guard let name = keyNode.text else {
                throw mistake(keyNode.place, "a key must be text, not \(keyNode.kind)")
            }
            let value = try convert(node, depth: depth + 1)
            if name == "<<", key.scalar?.style == .plain {
                merged += try mergeable(value)
            } else {
                entries.append(.init(key: name, keyPlace: keyNode.place, value: value))
            }
        }
        for entry in merged where !entries.contains(where: { $0.key == entry.key }) { entries.append(entry) }
        return entries
    }

    private func mergeable(_ value: YAMLNode) throws(Diagnostic) -> [YAMLNode.Entry] {
        if let entries = value.entries { return entries }
        var merged: [YAMLNode.Entry] = []
        for element in value.elements ?? [] { merged += element.entries ?? [] }
        guard !merged.isEmpty else { throw mistake(value.place, "`<<` merges mappings, not \(value.kind)") }
        return merged
    }

    private func checkTag(_ node: Node, _ place: Place) throws(Diagnostic) {
        let tag = Self.tag(of: node).description
        let known = ["", Tag.Name.str.rawValue, Tag.Name.seq.rawValue, Tag.Name.map.rawValue, "!"]
        guard !known.contains(tag) else { return }
        throw mistake(place, "the tag `\(tag.abbreviated)` is not understood", hint: "write the value without a tag")
    }

    /// The tag as written; `Node.tag` would resolve it, and change it for all aliases of the node.
    private static func tag(of node: Node) -> Tag {
        switch node {
        case .scalar(let scalar): scalar.tag
        case .sequence(let sequence): sequence.tag
        case .mapping(let mapping): mapping.tag
        case .alias(let alias): alias.tag
        }
    }

    /// Refuses bracket towers before the recursive parser sees them.
    private func checkNesting() throws(Diagnostic) {
        var (line, column, depth) = (1, 1, 0)
        for byte in file.text.utf8 {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case 0x0A: (line, column) = (line + 1, 0)
            default: break
            }
            guard depth <= 400 else {
                throw mistake(Place(line: line, column: column), "brackets are nested more than 400 deep")
            }
            column += 1
        }
    }

    private func mistake(_ place: Place, _ message: String, hint: String? = nil) -> Diagnostic {
        Diagnostic(location: file.location(place), message: message, hint: hint, sourceLine: file.line(place.line))
    }
}

extension YAMLParser {
    private func diagnostic(_ error: YamlError) -> Diagnostic {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let about = context.map { " (\($0.text) at line \($0.mark.line))" } ?? ""
            return mistake(Place(line: mark.line, column: mark.column), problem + about, hint: hint(for: problem))
        case .reader(let problem, let offset, _, _):
            return mistake(place(ofCharacter: offset ?? 0), problem)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "`\($0.abbreviated)`" }.joined(separator: ", ")
            let place = Place(line: context.mark.line, column: context.mark.column)
            return mistake(place, "the key \(names) stands here more than once")
        case .memory:
            return mistake(Place(line: 1, column: 1), "values are nested too deep")
        default:
            return mistake(Place(line: 1, column: 1), "this is not YAML: \(error)")
        }
    }

    private func hint(for problem: String) -> String? {
        if problem.contains("mapping values are not allowed") { return "put the text in quotes if it holds `: `" }
        if problem.contains("cannot start any token") { return "indent with spaces, and quote text that begins so" }
        if problem.contains("did not find expected ',' or") {
            return "quote text in braces that holds a comma or a bracket"
        }
        if problem.contains("undefined alias") { return "quote text that begins with `*`" }
        return nil
    }

    private func place(ofCharacter offset: Int) -> Place {
        var place = Place(line: 1, column: 1)
        for character in file.text.prefix(offset) {
            if character.isNewline { place = Place(line: place.line + 1, column: 1) } else { place.column += 1 }
        }
        return place
    }
}
