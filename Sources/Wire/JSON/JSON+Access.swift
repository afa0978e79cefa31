extension JSON {
    /// The value of the first member with that key; nil when there is none or this is no object.
    package subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        let units = Array(key.utf16)
        return members.first { $0.key.units == units }?.value
    }

    /// The element at that position; nil past the end or when this is no array.
    package subscript(index: Int) -> JSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The members of an object in text order, duplicates included; nil for other kinds.
    package var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The elements of an array; nil for other kinds.
    package var elements: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The decoded string, lone surrogates as U+FFFD; nil for other kinds.
    package var stringValue: String? {
        if case .string(let string) = self { string.string } else { nil }
    }

    /// The UTF-16 code units of a string; nil for other kinds.
    package var units: [UInt16]? {
        if case .string(let string) = self { string.units } else { nil }
    }

    /// The number when it is a whole one that fits (`100`, `1e2` and `100.0` are alike); nil otherwise.
    package var intValue: Int? {
        if case .number(let number) = self { number.intValue } else { nil }
    }

    package var boolValue: Bool? {
        if case .bool(let bool) = self { bool } else { nil }
    }

    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The word that messages use: `null`, `boolean`, `number`, `string`, `array` or `object`.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
