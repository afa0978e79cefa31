/// A YAML value with its place, aliases expanded and merge keys applied.
struct YAMLNode: Sendable, Equatable {
    var value: Value
    var place: Place

    indirect enum Value: Sendable, Equatable {
        /// Text, and whether it was written without quotes (only then can it be a number, a boolean or null).
        case scalar(String, plain: Bool)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    struct Entry: Sendable, Equatable {
        var key: String
        var keyPlace: Place
        var value: YAMLNode
    }

    /// `~`, `null` or nothing at all.
    var isNull: Bool {
        if case .scalar(let text, plain: true) = value { text.isEmpty || text == "~" || text == "null" } else { false }
    }

    var entries: [Entry]? {
        if case .mapping(let entries) = value { entries } else { nil }
    }

    var elements: [YAMLNode]? {
        if case .sequence(let elements) = value { elements } else { nil }
    }

    /// The text of a scalar, quoted or not.
    var text: String? {
        if case .scalar(let text, _) = value { text } else { nil }
    }

    subscript(key: String) -> YAMLNode? {
        entries?.last { $0.key == key }?.value
    }

    /// What a person would call it.
    var kind: String {
        switch value {
        case .scalar(_, plain: false): "text"
        case .scalar(let text, plain: true): isNull ? "nothing" : "`\(text.abbreviated)`"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

extension String {
    /// At most 40 characters of it, on one line.
    var abbreviated: String {
        let line = prefix { !$0.isNewline }
        return line.count <= 40 && line.endIndex == endIndex ? self : line.prefix(40) + "…"
    }
}
