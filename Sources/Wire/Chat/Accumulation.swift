/// How clients join the values that one field takes in successive deltas.
enum Accumulation {
    /// Fields that name or classify: their repetition is not joined.
    private static let constants: Set<String> = [
        "type", "id", "format", "index", "name", "role", "object", "signature",
    ]

    /// Beyond so many names, slots or indexed items, new ones are left out: look-ups are linear.
    static let greatestCount = 4_096

    static func join(_ units: [UInt16]?, to text: inout [UInt16]?) {
        guard let units else { return }
        if text == nil { text = units } else { text?.append(contentsOf: units) }
    }

    /// Replaces the value of that name; a null does not hide an earlier value.
    static func set(_ name: String, _ value: JSON, in fields: inout [(name: String, value: JSON)]) {
        if let place = fields.firstIndex(where: { $0.name == name }) {
            if !value.isNull { fields[place].value = value }
        } else if fields.count < greatestCount {
            fields.append((name, value))
        }
    }

    /// Joins the value to what that name has.
    static func add(_ name: String, _ value: JSON, to fields: inout [(name: String, value: JSON)]) {
        if let place = fields.firstIndex(where: { $0.name == name }) {
            let old = fields[place].value
            fields[place].value = .null
            fields[place].value = joined(old, value, name)
        } else if fields.count < greatestCount {
            fields.append((name, value))
        }
    }

    /// Strings are joined, list items with the same `index` merged, other items appended, objects merged by key.
    private static func joined(_ old: JSON, _ new: JSON, _ name: String) -> JSON {
        switch (old, new) {
        case (_, .null): return old
        case (.string(var text), .string(let more)) where !constants.contains(name):
            text.raw += more.raw
            text.units += more.units
            return .string(text)
        case (.array(let items), .array(let more)): return .array(more.reduce(into: items) { place($1, in: &$0) })
        case (.object(let members), .object(let more)): return .object(merged(members, more))
        default: return new
        }
    }

    private static func place(_ item: JSON, in items: inout [JSON]) {
        let index = items.count < greatestCount ? item["index"]?.intValue : nil
        if let index, let place = items.firstIndex(where: { $0["index"]?.intValue == index }) {
            items[place] = joined(items[place], item, "")
        } else {
            items.append(item)
        }
    }

    private static func merged(_ old: [JSON.Member], _ new: [JSON.Member]) -> [JSON.Member] {
        new.reduce(into: old) { members, member in
            if let place = members.firstIndex(where: { $0.key == member.key }) {
                members[place].value = joined(members[place].value, member.value, member.key.string)
            } else {
                members.append(member)
            }
        }
    }
}
