extension JSON: Equatable {
    /// Value equality: numbers by exact decimal value, strings by code units, objects whatever the order of their keys.
    ///
    /// Where a key occurs more than once, its values must agree in number and order.
    package static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): equal(left, right)
        default: false
        }
    }

    private static func equal(_ left: [Member], _ right: [Member]) -> Bool {
        guard left.count == right.count else { return false }
        if zip(left, right).allSatisfy({ $0.key == $1.key }) {
            return zip(left, right).allSatisfy { $0.value == $1.value }
        }
        let mine = Dictionary(grouping: left, by: \.key)
        let theirs = Dictionary(grouping: right, by: \.key)
        return mine.allSatisfy { key, members in
            members.map(\.value) == (theirs[key] ?? []).map(\.value)
        }
    }
}

extension JSONString: Hashable {
    /// Equal when the decoded code units are; escapes do not matter.
    package static func == (left: JSONString, right: JSONString) -> Bool {
        left.units == right.units
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(units)
    }
}
