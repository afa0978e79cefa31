internal import Wire

/// A recorded body with the target's model and the marker in it; everything else as it was.
struct ReplayBody {
    var endpoint: ReplayEndpoint

    private static let model = JSON.string(JSONString(raw: Array("${model}".utf8), units: Array("${model}".utf16)))

    func plan(_ body: JSON) -> JSON {
        guard case .object(var members) = Self.escaped(body) else { return body }
        if let index = members.firstIndex(where: { $0.key.string == "model" }) { members[index].value = Self.model }
        for key in ["messages", "input", "prompt"] {
            guard let index = members.firstIndex(where: { $0.key.string == key }) else { continue }
            if let marked = Self.marked(members[index].value) {
                members[index].value = marked
                break
            }
        }
        return .object(members)
    }

    /// A place-holder's opening in the recorded text is written so that nobody fills it.
    static func escaped(_ json: JSON) -> JSON {
        switch json {
        case .string(let string): .string(JSONString(raw: escaped(string.raw), units: string.units))
        case .array(let elements): .array(elements.map(escaped))
        case .object(let members): .object(members.map { JSON.Member(key: $0.key, value: escaped($0.value)) })
        case .null, .bool, .number: json
        }
    }

    static func escaped(_ raw: [UInt8]) -> [UInt8] {
        raw.replacing(Array("${".utf8), with: Array("\\u0024{".utf8))
    }

    /// The marker at the end of the last text that a user wrote; nil where there is none.
    private static func marked(_ value: JSON) -> JSON? {
        switch value {
        case .string(let string): .string(appended(string))
        case .array(let elements): marked(elements)
        default: nil
        }
    }

    private static func marked(_ elements: [JSON]) -> JSON? {
        let users = elements.indices.filter { elements[$0]["role"]?.stringValue == "user" }
        for index in users.reversed() + elements.indices.reversed() {
            var copy = elements
            if case .string(let string) = elements[index] {
                copy[index] = .string(appended(string))
                return .array(copy)
            }
            for key in ["content", "text"] {
                guard let inner = elements[index][key].flatMap(marked), case .object(var members) = elements[index],
                    let place = members.firstIndex(where: { $0.key.string == key })
                else { continue }
                members[place].value = inner
                copy[index] = .object(members)
                return .array(copy)
            }
        }
        return nil
    }

    private static func appended(_ string: JSONString) -> JSONString {
        JSONString(
            raw: string.raw + Array(" ${marker}".utf8), units: string.units + Array(" ${marker}".utf16))
    }
}
