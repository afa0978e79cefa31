/// A JSON Schema (2020-12), as much of it as the schemas of this project use.
///
/// A keyword that it does not know is a problem of the schema: silence would pass for agreement.
package struct JSONSchema: Sendable {
    private let root: JSONNode
    /// Members that the schema does not name are problems too; for files that this version itself wrote.
    package var isStrict = false

    private static let annotations: Set<String> = [
        "$schema", "$id", "$defs", "title", "description", "examples", "default",
    ]

    package init(_ root: JSONNode) {
        self.root = root
    }

    /// Problems of a value, as `$.path: sentence`, in the order of the paths; empty when it fits.
    package func problems(in value: JSONNode) -> [String] {
        check(value, root, at: "$").sorted()
    }

    private func check(_ value: JSONNode, _ schema: JSONNode, at place: String) -> [String] {
        schema.members.sorted { $0.key < $1.key }.flatMap { keyword, rule in
            check(value, keyword, rule, of: schema, at: place)
        }
    }

    private func check(
        _ value: JSONNode, _ keyword: String, _ rule: JSONNode, of schema: JSONNode, at place: String
    ) -> [String] {
        switch keyword {
        case "$ref": reference(rule).map { check(value, $0, at: place) } ?? ["schema: no \(rule.words)"]
        case "type": type(value, rule, at: place)
        case "const": value == rule ? [] : ["\(place): must be \(rule.words), is \(value.words)"]
        case "enum": choice(value, rule.elements, at: place)
        case "anyOf": any(value, rule.elements, at: place)
        case "format": format(value, rule, at: place)
        case "required": missing(value, rule.elements.compactMap(\.text), of: schema, at: place)
        case "properties": members(value, rule.members, at: place) + unknown(value, schema, at: place)
        case "additionalProperties": others(value, rule, of: schema, at: place)
        case "items": value.elements.enumerated().flatMap { check($1, rule, at: "\(place)[\($0)]") }
        case "minimum": least(value, rule, at: place)
        case _ where Self.annotations.contains(keyword): []
        default: ["schema: the keyword \"\(keyword)\" is not known to this reader"]
        }
    }

    private func reference(_ rule: JSONNode) -> JSONNode? {
        guard let text = rule.text, text.hasPrefix("#/") else { return nil }
        return text.dropFirst(2).split(separator: "/").reduce(Optional(root)) { $0?[String($1)] }
    }

    private func type(_ value: JSONNode, _ rule: JSONNode, at place: String) -> [String] {
        let wanted = rule.text.map { [$0] } ?? rule.elements.compactMap(\.text)
        let fits = wanted.contains { name in
            if name == "integer", case .number(let number) = value { return number == number.rounded() }
            return name == value.type
        }
        return fits ? [] : ["\(place): must be \(wanted.joined(separator: " or ")), is \(value.words)"]
    }

    private func choice(_ value: JSONNode, _ choices: [JSONNode], at place: String) -> [String] {
        guard !choices.contains(value) else { return [] }
        let hint = value.text.flatMap { Nearest.match(for: $0, in: choices.compactMap(\.text)) }
        let list = choices.map(\.words).joined(separator: ", ")
        return ["\(place): \(value.words) is none of \(list)" + (hint.map { "; did you mean \"\($0)\"?" } ?? "")]
    }

    private func any(_ value: JSONNode, _ choices: [JSONNode], at place: String) -> [String] {
        let attempts = choices.map { check(value, $0, at: place) }
        guard !attempts.contains(where: \.isEmpty) else { return [] }
        return attempts.min { $0.count < $1.count } ?? []
    }

    private func missing(_ value: JSONNode, _ names: [String], of schema: JSONNode, at place: String) -> [String] {
        guard case .object(let members) = value else { return [] }
        let known = schema["properties"]?.members ?? [:]
        return names.filter { members[$0] == nil }.map { name in
            let strange = members.keys.filter { known[$0] == nil }
            let hint = Nearest.match(for: name, in: strange).map { "; it has \"\($0)\"" } ?? ""
            return "\(place): lacks \"\(name)\", \(known[name].map(wanted) ?? "any value")\(hint)"
        }
    }

    /// What a schema lets one write, in few words.
    private func wanted(_ schema: JSONNode) -> String {
        if let target = schema["$ref"].flatMap(reference) { return wanted(target) }
        if let constant = schema["const"] { return constant.words }
        if let choices = schema["enum"]?.elements { return "one of " + choices.map(\.words).joined(separator: ", ") }
        if let choices = schema["anyOf"]?.elements { return choices.map(wanted).joined(separator: " or ") }
        guard let type = schema["type"] else { return "any value" }
        let names = type.text.map { [$0] } ?? type.elements.compactMap(\.text)
        return names.map { ("aeio".contains($0.prefix(1)) ? "an " : "a ") + $0 }.joined(separator: " or ")
    }

    private func format(_ value: JSONNode, _ rule: JSONNode, at place: String) -> [String] {
        guard rule.text == "date-time", let text = value.text else { return [] }
        let instant = /\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)/
        return text.wholeMatch(of: instant) == nil
            ? ["\(place): must be an instant such as \"2026-11-21T07:42:09Z\", is \(value.words)"] : []
    }

    private func members(_ value: JSONNode, _ rules: [String: JSONNode], at place: String) -> [String] {
        value.members.flatMap { name, member in
            rules[name].map { check(member, $0, at: "\(place).\(name)") } ?? []
        }
    }

    private func unknown(_ value: JSONNode, _ schema: JSONNode, at place: String) -> [String] {
        guard isStrict, schema["additionalProperties"] == nil, let rules = schema["properties"]?.members else {
            return []
        }
        return value.members.keys.filter { rules[$0] == nil }.map { "\(place).\($0): is not in the schema" }
    }

    private func others(_ value: JSONNode, _ rule: JSONNode, of schema: JSONNode, at place: String) -> [String] {
        let named = schema["properties"]?.members ?? [:]
        return value.members.filter { named[$0.key] == nil }.flatMap { name, member in
            rule == .bool(false)
                ? ["\(place).\(name): is not allowed here"] : check(member, rule, at: "\(place).\(name)")
        }
    }

    private func least(_ value: JSONNode, _ rule: JSONNode, at place: String) -> [String] {
        guard case .number(let number) = value, case .number(let limit) = rule, number < limit else { return [] }
        return ["\(place): must be at least \(rule.words), is \(value.words)"]
    }
}
