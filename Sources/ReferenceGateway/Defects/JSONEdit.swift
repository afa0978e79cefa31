internal import Wire

/// In-place changes of a JSON value, with which defects are written down in a line each.
extension JSON {
    /// Parses bytes, changes the value and serialises it; bytes that are no JSON stay as they are.
    static func edited(_ bytes: [UInt8], _ change: (inout JSON) -> Void) -> [UInt8] {
        guard var value = try? JSON.parse(bytes) else { return bytes }
        change(&value)
        return value.bytes
    }

    /// Changes the value of every member with that key, if there is one.
    mutating func update(_ key: String, _ change: (inout JSON) -> Void) {
        guard case .object(var members) = self else { return }
        for index in members.indices where members[index].key.string == key { change(&members[index].value) }
        self = .object(members)
    }

    /// Replaces the value of a member that is there.
    mutating func replace(_ key: String, _ value: JSON) {
        update(key) { $0 = value }
    }

    /// Adds a member at the end, in place of any with that key.
    mutating func set(_ key: String, _ value: JSON) {
        remove(key)
        guard case .object(var members) = self else { return }
        members.append(Member(key: JSONString(stringLiteral: key), value: value))
        self = .object(members)
    }

    mutating func remove(_ keys: String...) {
        guard case .object(let members) = self else { return }
        self = .object(members.filter { !keys.contains($0.key.string) })
    }

    /// Keeps only the members with these keys.
    mutating func keep(_ keys: Set<String>) {
        guard case .object(let members) = self else { return }
        self = .object(members.filter { keys.contains($0.key.string) })
    }

    /// Changes every element of an array.
    mutating func each(_ change: (inout JSON) -> Void) {
        guard case .array(var elements) = self else { return }
        for index in elements.indices { change(&elements[index]) }
        self = .array(elements)
    }

    /// Changes the elements of an array as a list.
    mutating func list(_ change: (inout [JSON]) -> Void) {
        guard case .array(var elements) = self else { return }
        change(&elements)
        self = .array(elements)
    }

    mutating func text(_ change: (String) -> String) {
        guard let text = stringValue else { return }
        self = JSON(change(text))
    }

    /// Changes every value of the tree, leaves first.
    mutating func walk(_ change: (inout JSON) -> Void) {
        switch self {
        case .array(var elements):
            for index in elements.indices { elements[index].walk(change) }
            self = .array(elements)
        case .object(var members):
            for index in members.indices { members[index].value.walk(change) }
            self = .object(members)
        default: break
        }
        change(&self)
    }

    /// Drops members of every object for which the test holds.
    mutating func drop(where test: @escaping (String, JSON) -> Bool) {
        walk { value in
            guard case .object(let members) = value else { return }
            value = .object(members.filter { !test($0.key.string, $0.value) })
        }
    }

    /// Changes the text of every number.
    mutating func numbers(_ change: @escaping (String) -> String) {
        walk { value in
            if case .number(let number) = value { value = .number(JSONNumber(text: change(number.text))) }
        }
    }

    mutating func strings(_ change: @escaping (String) -> String) {
        walk { $0.text(change) }
    }

    mutating func choices(_ change: (inout JSON) -> Void) {
        update("choices") { $0.each(change) }
    }

    /// Changes the delta of every choice of a chunk.
    mutating func deltas(_ change: (inout JSON) -> Void) {
        choices { $0.update("delta", change) }
    }

    /// Changes the calls of every delta.
    mutating func calls(_ change: (inout JSON) -> Void) {
        deltas { $0.update("tool_calls") { $0.each(change) } }
    }

    mutating func functions(_ change: (inout JSON) -> Void) {
        calls { $0.update("function", change) }
    }

    mutating func messages(_ change: (inout JSON) -> Void) {
        choices { $0.update("message", change) }
    }

    var isUsageChunk: Bool {
        self["choices"]?.elements?.isEmpty == true && self["usage"]?.isNull == false
    }

    /// Whether some choice of a chunk has a finish reason.
    var isFinish: Bool {
        self["choices"]?.elements?.contains { $0["finish_reason"]?.stringValue != nil } ?? false
    }
}
