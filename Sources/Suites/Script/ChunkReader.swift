/// Builds the JSON text of chat chunks from the base chunk K (requirements.md §3) and what a step says.
struct ChunkReader {
    static let keys = ["index", "delta", "finish_reason", "logprobs", "choices", "top", "without"]
    private static let choiceKeys = ["index", "delta", "logprobs", "finish_reason"]
    private static let order = [
        ("id", #""${id}""#), ("object", #""chat.completion.chunk""#), ("created", "1700000001"),
        ("model", #""${model}""#),
        ("service_tier", #""default""#), ("system_fingerprint", #""fp_${provider}""#), ("choices", "[]"),
        ("usage", "null"), ("obfuscation", #""q7""#),
    ]

    let reader: Reader
    /// Top-level fields that the script puts in place of those of K.
    let base: [YAMLNode.Entry]

    func chunk(_ node: YAMLNode) -> String? {
        guard let fields = Fields(node, keys: Self.keys, of: "`chunk`", reader) else { return nil }
        var top = document(choices: choices(fields))
        for entry in fields["top"]?.entries ?? [] { top.set(entry.key, reader.jsonText(entry.value)) }
        if let node = fields["top"], node.entries == nil {
            reader.error(node.place, "`top` must be a mapping of chunk fields, not \(node.kind)")
        }
        for name in fields.strings("without") ?? [] {
            guard top.contains(name) else {
                reader.unknown("chunk field", name, at: fields.place("without"), known: top.names)
                continue
            }
            top.remove(name)
        }
        return top.text
    }

    func usage(_ node: YAMLNode) -> String {
        var top = document(choices: "[]")
        top.set("usage", reader.jsonText(node))
        return top.text
    }

    private func document(choices: String) -> OrderedText {
        var top = OrderedText(fields: Self.order)
        for entry in base { top.set(entry.key, reader.jsonText(entry.value)) }
        top.set("choices", choices)
        return top
    }

    private func choices(_ fields: Fields) -> String {
        guard let list = fields["choices"] else { return "[" + choice(fields.node, allowing: Self.choiceKeys) + "]" }
        for key in Self.choiceKeys where fields.has(key) {
            reader.error(fields.place(key), "`\(key)` and `choices` exclude each other")
        }
        guard let elements = list.elements else {
            reader.error(list.place, "`choices` must be a list, not \(list.kind)")
            return "[]"
        }
        return "[" + elements.map { choice($0, allowing: nil) }.joined(separator: ",") + "]"
    }

    /// One choice; keys other than the four of K follow them when `allowing` is nil.
    private func choice(_ node: YAMLNode, allowing known: [String]?) -> String {
        guard let entries = node.entries else {
            reader.error(node.place, "a choice must be a mapping, not \(node.kind)")
            return "{}"
        }
        var text = OrderedText(fields: [
            ("index", "0"), ("delta", "{}"), ("logprobs", "null"), ("finish_reason", "null"),
        ])
        for entry in entries where known?.contains(entry.key) ?? true {
            text.set(entry.key, reader.jsonText(entry.value))
        }
        return text.text
    }
}

/// The members of a JSON object as texts, in order.
struct OrderedText {
    private(set) var fields: [(name: String, text: String)]

    init(fields: [(String, String)]) {
        self.fields = fields.map { (name: $0.0, text: $0.1) }
    }

    var names: [String] { fields.map(\.name) }

    var text: String {
        "{" + fields.map { JSONSpelling.quote($0.name) + ":" + $0.text }.joined(separator: ",") + "}"
    }

    func contains(_ name: String) -> Bool {
        names.contains(name)
    }

    /// Replaces the member in its place, or appends it.
    mutating func set(_ name: String, _ text: String) {
        if let index = fields.firstIndex(where: { $0.name == name }) {
            fields[index].text = text
        } else {
            fields.append((name, text))
        }
    }

    mutating func remove(_ name: String) {
        fields.removeAll { $0.name == name }
    }
}
