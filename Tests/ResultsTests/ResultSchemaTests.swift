import Foundation
import TestSupport
import Testing

@testable import Results

/// The JSON Schema of result files is held to what is written: each key of either is known to the other.
@Suite struct ResultSchemaTests {
    private static func schema() throws -> [String: Any] {
        let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../suites/schema/result.json")
        return try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: root.standardized)) as? [String: Any])
    }

    private static func sample() throws -> Any {
        let result = SampleResult.full()
        return try JSONSerialization.jsonObject(with: Data(try ResultWriter.encode(result)))
    }

    @Test func theSampleFitsTheSchemaAndUsesAllOfIt() throws {
        var walk = SchemaWalk(root: try Self.schema())
        walk.check(try Self.sample(), walk.root, at: "$")
        #expect(walk.problems == [])
        #expect(walk.unused == [])
    }

    @Test(arguments: ["{\"extra\": 1}", "{\"schema\": \"x\"}", "{\"complete\": 1}", "{\"command\": [1]}"])
    func theWalkItselfFindsFaults(text: String) throws {
        var walk = SchemaWalk(root: try Self.schema())
        walk.check(try JSONSerialization.jsonObject(with: Data(text.utf8)), walk.root, at: "$")
        #expect(!walk.problems.isEmpty)
    }
}

/// As much of JSON Schema as the schema of results needs; keys that it does not name count as problems.
private struct SchemaWalk {
    let root: [String: Any]
    var problems: [String] = []
    private var used: Set<String> = []

    init(root: [String: Any]) {
        self.root = root
    }

    /// Properties that the schema names and no value had.
    var unused: [String] {
        let groups = [("$", root)] + (root["$defs"] as? [String: [String: Any]] ?? [:]).map { ($0, $1) }
        return groups.flatMap { name, schema in Self.properties(schema).map { "\(name).\($0)" } }
            .filter { !used.contains($0) }.sorted()
    }

    private static func properties(_ schema: [String: Any]) -> [String] {
        Array((schema["properties"] as? [String: Any] ?? [:]).keys)
    }

    mutating func check(_ value: Any, _ schema: [String: Any], at place: String, group: String = "$") {
        if let name = (schema["$ref"] as? String)?.split(separator: "/").last.map(String.init) {
            let definitions = root["$defs"] as? [String: [String: Any]] ?? [:]
            return check(value, definitions[name] ?? [:], at: place, group: name)
        }
        if let choices = schema["anyOf"] as? [[String: Any]] {
            if !choices.contains(where: { accepts(value, $0) }) { problems.append("\(place) fits no choice") }
        } else if !accepts(value, schema) {
            problems.append("\(place) is \(value)")
        }
        if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
            for item in list { check(item, items, at: place + "[]", group: group) }
        }
        if let object = value as? [String: Any] { members(object, schema, at: place, group: group) }
    }

    private mutating func members(_ object: [String: Any], _ schema: [String: Any], at place: String, group: String) {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        for key in schema["required"] as? [String] ?? [] where object[key] == nil {
            problems.append("\(place) lacks \(key)")
        }
        for (key, member) in object {
            used.insert("\(group).\(key)")
            if let known = properties[key] ?? schema["additionalProperties"] as? [String: Any] {
                check(member, known, at: "\(place).\(key)", group: properties[key] == nil ? group : "\(group).\(key)")
            } else {
                problems.append("\(place).\(key) is not in the schema")
            }
        }
    }

    private func accepts(_ value: Any, _ schema: [String: Any]) -> Bool {
        if let constant = schema["const"] as? String { return value as? String == constant }
        if let choices = schema["enum"] as? [String] { return (value as? String).map(choices.contains) ?? false }
        switch schema["type"] as? String {
        case "string": return value is String
        case "boolean": return (value as? NSNumber).map { "\(type(of: $0))".contains("Bool") || value is Bool } ?? false
        case "number", "integer": return value is NSNumber && !(value is String)
        case "array": return value is [Any]
        case "object": return value is [String: Any]
        default: return true
        }
    }
}
