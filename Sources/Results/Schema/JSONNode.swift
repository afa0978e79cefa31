internal import Foundation

/// Any JSON value, for looking at files whose shape is in doubt.
package indirect enum JSONNode: Sendable, Equatable, Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONNode])
    case object([String: JSONNode])

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let object = try? value.decode([String: JSONNode].self) {
            self = .object(object)
        } else if let array = try? value.decode([JSONNode].self) {
            self = .array(array)
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else {
            self = .bool(try value.decode(Bool.self))
        }
    }

    /// Reads a JSON text; `path` is only named in errors.
    package static func parse(_ bytes: [UInt8], path: String) throws(ResultError) -> JSONNode {
        if let fault = JSONSyntax.fault(in: bytes) {
            throw ResultError(.corrupt, path: path, "is no JSON: \(fault.message) at byte \(fault.offset)")
        }
        do {
            return try JSONDecoder().decode(JSONNode.self, from: Data(bytes))
        } catch {
            throw ResultError(.corrupt, path: path, "is no JSON: \(error)")
        }
    }

    package subscript(_ key: String) -> JSONNode? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The elements; none where this is no array.
    package var elements: [JSONNode] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The members; none where this is no object.
    package var members: [String: JSONNode] {
        if case .object(let members) = self { members } else { [:] }
    }

    /// The name of its type in JSON Schema.
    var type: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// The value as a person would write it, cut short.
    var words: String {
        switch self {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
        case .string(let text): "\"\(text.count > 60 ? text.prefix(59) + "…" : text)\""
        case .array(let elements): "an array of \(elements.count)"
        case .object(let members): "an object of \(members.count)"
        }
    }
}
