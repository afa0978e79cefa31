internal import Wire

/// Typed values of single nodes; each reports what was expected and answers nil (or what is left) on a mistake.
extension Reader {
    /// Any scalar as its text; unquoted numbers and words such as `on` keep their spelling.
    func string(_ node: YAMLNode, of what: String) -> String? {
        if let text = node.text, !node.isNull { return text }
        error(
            node.place, "`\(what)` must be text, not \(node.kind)", hint: node.isNull ? "write \"\" for no text" : nil)
        return nil
    }

    func bool(_ node: YAMLNode, of what: String) -> Bool? {
        switch node.value {
        case .scalar("true", plain: true): return true
        case .scalar("false", plain: true): return false
        default:
            error(node.place, "`\(what)` must be true or false, not \(node.kind)", hint: "write `true` or `false`")
            return nil
        }
    }

    func int(_ node: YAMLNode, of what: String, in range: ClosedRange<Int>) -> Int? {
        guard case .scalar(let text, plain: true) = node.value, let number = decimal(text) else {
            error(node.place, "`\(what)` must be a whole number, not \(node.kind)")
            return nil
        }
        guard range.contains(number) else {
            error(node.place, "`\(what)` must lie between \(range.lowerBound) and \(range.upperBound)")
            return nil
        }
        return number
    }

    /// A duration such as `20ms`, `2s` or `1.5s`, in milliseconds.
    func milliseconds(_ node: YAMLNode, of what: String) -> Int? {
        let limit = 600_000
        guard let text = node.text, let value = Self.milliseconds(text) else {
            error(node.place, "`\(what)` must be a duration, not \(node.kind)", hint: "write such as `20ms` or `2s`")
            return nil
        }
        guard value <= limit else {
            error(node.place, "`\(what)` is longer than ten minutes")
            return nil
        }
        return value
    }

    static func milliseconds(_ text: String) -> Int? {
        let unit = text.hasSuffix("ms") ? "ms" : "s"
        guard text.hasSuffix(unit) else { return nil }
        let parts = text.dropLast(unit.count).split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ decimal(String($0)) }), whole <= 10_000_000, parts.count <= 2 else {
            return nil
        }
        if unit == "ms" { return parts.count == 1 ? whole : nil }
        let digits = parts.count == 2 ? String(parts[1]) : "0"
        guard digits.count <= 3, let part = decimal((digits + "00").prefix(3).description) else { return nil }
        return whole * 1000 + part
    }

    /// A list of texts; a single text stands for a list of one.
    func strings(_ node: YAMLNode, of what: String) -> [String] {
        if let elements = node.elements { return elements.compactMap { string($0, of: what) } }
        return string(node, of: what).map { [$0] } ?? []
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable & CaseIterable>(_ node: YAMLNode, of what: String, as type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let text = string(node, of: what) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let hint = suggestion(for: text, among: Word.allCases.map(\.rawValue))
        error(node.place, "`\(what)` cannot be `\(text.abbreviated)`", hint: hint)
        return nil
    }

    /// Header lines as a mapping or, where names repeat, as a list of pairs.
    func headers(_ node: YAMLNode) -> HeaderFields {
        var fields = HeaderFields()
        if let entries = node.entries {
            for entry in entries { header(entry.key, entry.value, at: entry.keyPlace, into: &fields) }
            return fields
        }
        guard let pairs = node.elements else {
            error(node.place, "headers must be a mapping or a list of pairs, not \(node.kind)")
            return fields
        }
        for pair in pairs {
            guard let parts = pair.elements, parts.count == 2, let name = parts[0].text else {
                error(pair.place, "each header of the list must be a pair", hint: "write such as [set-cookie, a=1]")
                continue
            }
            header(name, parts[1], at: parts[0].place, into: &fields)
        }
        return fields
    }

    private func header(_ name: String, _ value: YAMLNode, at place: Place, into fields: inout HeaderFields) {
        guard let text = value.isNull ? "" : string(value, of: name) else { return }
        guard !name.isEmpty, !name.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == 0x3A }) else {
            error(place, "`\(name.abbreviated)` is no header name", hint: "use `verbatim` to send a broken head")
            return
        }
        fields.append(name, text)
    }

    private static func decimal(_ text: String) -> Int? {
        text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && text.utf8.count <= 18 ? Int(text) : nil
    }

    private func decimal(_ text: String) -> Int? {
        Self.decimal(text) ?? (text.hasPrefix("-") ? Self.decimal(String(text.dropFirst())).map { -$0 } : nil)
    }
}
