import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct JSONSchemaTests {
    struct Row: Sendable {
        var schema: String
        var value: String
        var problems: [String]

        init(_ schema: String, _ value: String, _ problems: [String] = []) {
            self.schema = schema
            self.value = value
            self.problems = problems
        }
    }

    static let rows: [Row] = [
        Row(#"{"type": "integer"}"#, "3"), Row(#"{"type": "integer"}"#, "3.0"),
        Row(#"{"type": "integer"}"#, "3.5", ["$: must be integer, is 3.5"]),
        Row(#"{"type": "integer"}"#, "true", ["$: must be integer, is true"]),
        Row(#"{"type": "boolean"}"#, "1", ["$: must be boolean, is 1"]),
        Row(#"{"type": "number"}"#, #""3""#, [#"$: must be number, is "3""#]),
        Row(#"{"type": ["string", "null"]}"#, "null"),
        Row(#"{"const": "x"}"#, #""y""#, [#"$: must be "x", is "y""#]),
        Row(
            #"{"enum": ["pass", "fail"]}"#, #""passed""#,
            [#"$: "passed" is none of "pass", "fail"; did you mean "pass"?"#]),
        Row(#"{"minimum": 0}"#, "-1", ["$: must be at least 0, is -1"]),
        Row(#"{"required": ["verdict"]}"#, #"{"verdikt": 1}"#, [#"$: lacks "verdict", any value; it has "verdikt""#]),
        Row(
            #"{"required": ["level"], "properties": {"level": {"enum": ["must", "info"]}, "leve": {}}}"#,
            #"{"leve": 1}"#,
            [#"$: lacks "level", one of "must", "info""#]),
        Row(
            ##"{"required": ["n"], "properties": {"n": {"$ref": "#/$defs/f"}}, "$defs": {"f": {"type": "integer"}}}"##,
            "{}", [#"$: lacks "n", an integer"#]),
        Row(#"{"format": "date-time"}"#, #""2026-11-21T07:42:09.5+01:00""#),
        Row(
            #"{"format": "date-time"}"#, #""yesterday""#,
            [#"$: must be an instant such as "2026-11-21T07:42:09Z", is "yesterday""#]),
        Row(
            #"{"properties": {"a": {"items": {"type": "string"}}}}"#, #"{"a": ["x", 2], "b": 1}"#,
            ["$.a[1]: must be string, is 2"]),
        Row(
            #"{"additionalProperties": false, "properties": {"a": {}}}"#, #"{"a": 1, "b": 2}"#,
            ["$.b: is not allowed here"]),
        Row(#"{"additionalProperties": {"type": "string"}}"#, #"{"a": 1}"#, ["$.a: must be string, is 1"]),
        Row(##"{"$ref": "#/$defs/d", "$defs": {"d": {"const": 1}}}"##, "2", ["$: must be 1, is 2"]),
        Row(##"{"$ref": "#/$defs/e"}"##, "2", [##"schema: no "#/$defs/e""##]),
        Row(#"{"anyOf": [{"type": "number"}, {"const": "Infinity"}]}"#, #""Infinity""#),
        Row(#"{"anyOf": [{"type": "number"}]}"#, "[]", ["$: must be number, is an array of 0"]),
        Row(#"{"maxLength": 3}"#, "1", [#"schema: the keyword "maxLength" is not known to this reader"#]),
    ]

    @Test(arguments: rows.indices) func problemsHaveAPlace(index: Int) throws {
        let row = Self.rows[index]
        let schema = JSONSchema(try JSONNode.parse(Array(row.schema.utf8), path: "schema"))
        #expect(schema.problems(in: try JSONNode.parse(Array(row.value.utf8), path: "value")) == row.problems)
    }

    private static let file = URL(fileURLWithPath: #filePath).appendingPathComponent(
        "../../../suites/schema/result.json"
    )
    .standardized.path

    private static func audit(isStrict: Bool = false) throws -> ResultAudit {
        try ResultAudit(schema: try ResultReader.bytes(of: file), path: file, isStrict: isStrict)
    }

    @Test func whatIsWrittenIsValidToTheLastKey() throws {
        var result = SampleResult.full()
        #expect(try Self.audit(isStrict: true).problems(in: try ResultWriter.encode(result), path: "x") == [])
        result.complete = false
        #expect(try Self.audit(isStrict: true).problems(in: try ResultWriter.encode(result), path: "x") == [])
    }

    /// Two of them; `.ci/run` looks at all, with a quicker build.
    @Test func committedResultsAreValid() throws {
        let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../results").standardized.path
        let store = ResultStore(root: root)
        let files = store.files().flatMap { target, names in names.map { "\(root)/\(target)/\($0)" } }
        #expect(files.count >= 10)
        for file in files.sorted().prefix(2) {
            #expect(try Self.audit().problems(in: try ResultReader.bytes(of: file), path: file) == [], "\(file)")
        }
    }

    @Test func sumsThatContradictTheCasesAreFound() throws {
        var result = SampleResult.make()
        result.summary.levels["must"]?["pass"] = 1
        result.cases.append(result.cases[0])
        let problems = try Self.audit().problems(in: try ResultWriter.encode(result), path: "x")
        #expect(problems.contains { $0.hasPrefix("$.summary.levels.must.pass: says 1, and the cases come to ") })
        #expect(problems.contains { $0.hasSuffix(" is there twice") })
    }

    @Test func scoreVerdictAndHistogramsAreHeldToTheirSources() throws {
        var result = SampleResult.full()
        result.summary.score = 12.3
        result.summary.verdict = "pass"
        for arm in result.bench[0].arms.keys.sorted() {
            for name in (result.bench[0].arms[arm] ?? [:]).keys where result.bench[0].arms[arm]?[name]?.histogram != nil
            {
                result.bench[0].arms[arm]?[name]?.histogram = "@@"
            }
        }
        let problems = try Self.audit().problems(in: try ResultWriter.encode(result), path: "x")
        #expect(problems.contains { $0.hasPrefix("$.summary.score: says 12.3, and the cases come to ") })
        #expect(problems.contains { $0.hasPrefix("$.summary.verdict: says pass, and the cases come to ") })
        #expect(problems.contains { $0.hasPrefix("$.bench[0].arms.") && $0.hasSuffix(".histogram: is no base64") })
    }

    @Test func anyDamageIsAProblemAndNeverACrash() throws {
        var small = SampleResult.make()
        small.cases = Array(small.cases.suffix(2))
        let bytes = try ResultWriter.encode(small)
        let audit = try Self.audit()
        var random = SplitMix64(seed: 11)
        for _ in 0..<40 { _ = try? audit.problems(in: random.mutated(bytes), path: "x") }
    }
}
