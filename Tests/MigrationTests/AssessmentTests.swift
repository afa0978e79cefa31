import Foundation
import Recordings
import Results
import Testing
import Wire

@testable import Migration
@testable import Suites

struct AssessmentTests {
    private static func result(_ name: String, _ verdicts: [String: Verdict], features: [String] = []) -> RunResult {
        var result = RunResult(
            tool: .init(version: "1", commit: ""), started: "2026-11-21T00:00:00Z", command: [],
            machine: .init(os: "", cpu: "", cores: 1, kernel: ""),
            target: .init(name: name, version: "9", url: "", lane: "", features: features, configDigest: ""))
        result.cases = verdicts.sorted { $0.key < $1.key }.map {
            CaseRecord(
                id: $0.key, title: "", requirements: [], level: $0.key.hasSuffix("soft") ? "should" : "must",
                verdict: $0.value)
        }
        return result
    }

    private static func checklist(_ probe: Checklist.Probe, must: Bool = true) -> Checklist {
        let row = Checklist.Row(
            id: "M2.x", title: "it holds", isMust: must, probe: probe,
            location: SourceLocation(file: "", line: 1, column: 1))
        return Checklist(groups: [.init(id: "M2", title: "Streaming", rows: [row])], pairs: [])
    }

    private static func assess(
        _ before: [String: Verdict]?, _ after: [String: Verdict]?, must: Bool = true, live: Bool = false
    ) -> Assessment {
        Assessment(
            from: .init(name: "a", result: before.map { result("a", $0) }),
            to: .init(name: "b", result: after.map { result("b", $0) }, isLiveOnly: live),
            checklist: checklist(.cases(["s"]), must: must))
    }

    @Test(
        arguments: [
            (["s.x": .pass], ["s.x": .pass], Assessment.Status.pass, 0), (["s.x": .pass], ["s.x": .fail], .fail, 1),
            (["s.x": .pass], ["s.x": .knownFailing], .fail, 1), (["s.x": .fail], ["s.x": .fail], .fail, 0),
            (["s.x": .fail], ["s.x": .pass], .pass, 0), (["s.soft": .pass], ["s.soft": .fail], .fail, 0),
            (["s.x": .pass], ["s.x": .notApplicable], .notMeasurable, 0),
            (["s.x": .pass], ["t.x": .fail], .notMeasurable, 0),
            (["s.x": .pass], ["s.x": .error], .notMeasurable, 0), (["s.x": .error], ["s.x": .fail], .fail, 1),
            (["s.x": .notApplicable], ["s.x": .fail], .fail, 0),
        ] as [([String: Verdict], [String: Verdict], Assessment.Status, Int)])
    func casesDecide(before: [String: Verdict], after: [String: Verdict], status: Assessment.Status, blocks: Int) {
        let assessment = Self.assess(before, after)
        #expect(assessment.lines[0].status == status && assessment.blocks.count == blocks)
        #expect(Self.assess(before, after, must: false).blocks.isEmpty)
    }

    @Test func whatWasNeverMeasuredBlocksAndIsNoPass() {
        #expect(Self.assess(["s.x": .pass], nil).lines[0].status == .notMeasurable)
        #expect(Self.assess(["s.x": .pass], nil, live: true).lines[0].status == .needsLive)
        #expect(Self.assess(["s.x": .pass], nil, live: true).blocks.count == 1)
        #expect(Self.assess(nil, ["s.x": .fail]).blocks.count == 1)
    }

    @Test func twoVersionsOfOneGatewayAreToldApart() {
        var newer = Self.result("a", ["s.x": .fail])
        newer.target.version = "10"
        var checklist = Self.checklist(.cases(["s"]))
        checklist.pairs = [.init(from: "a", to: "any", groups: ["M2"], note: "Its headers are gone.")]
        let older = Assessment.Side(name: "a", result: Self.result("a", ["s.x": .pass]))
        let upgrade = Assessment(from: older, to: .init(name: "a", result: newer), checklist: checklist)
        #expect(upgrade.blocks == ["M2.x: 1 required case fails on a 10 that passes on a 9: s.x"])
        #expect(upgrade.notes.isEmpty)
        let leaving = Assessment(from: older, to: .init(name: "b", result: newer), checklist: checklist)
        #expect(leaving.notes == ["Its headers are gone."])
    }

    @Test func lostFeaturesBlock() {
        let assessment = Assessment(
            from: .init(name: "a", result: Self.result("a", [:], features: ["auth", "chat"])),
            to: .init(name: "b", result: Self.result("b", [:], features: ["chat"])),
            checklist: Self.checklist(.features))
        #expect(assessment.blocks == ["M2.x: decide who does what b does not declare: auth"])
    }

    @Test(arguments: [
        ("portkey", "portkey-oss", true), ("portkey", "portkey:plain", true), ("any", "x", true),
        ("portkey", "portkeyx", false), ("litellm", "nginx", false), ("nginx", "nginx", true),
    ])
    func aTableFitsVariants(name: String, target: String, fits: Bool) {
        #expect(Checklist.fits(name, target) == fits)
    }

    @Test func numbersAreShownInEveryForm() throws {
        let assessment = Self.assess(["s.x": .pass, "s.y": .fail], ["s.x": .fail, "s.y": .pass])
        #expect(assessment.lines[0].before == "1/2" && assessment.lines[0].after == "1/2")
        for text in [assessment.text(), assessment.text(markdown: true), assessment.json.text] {
            #expect(text.contains("1 required case fails on b that passes on a: s.x"))
        }
    }

    @Test(arguments: [
        ("gpt-4o", ModelMap.Match.same("gpt-4o")), ("openai/gpt-4o-mini", .renamed("gpt-4o-mini")),
        ("anthropic/claude-sonnet-4.6:free", .renamed("claude-sonnet-4-6")), ("x/odd", .missing),
        ("twin", .ambiguous(["a/twin", "b/twin"])), ("@team/gpt-4o-mini", .renamed("gpt-4o-mini")),
    ])
    func modelsAreMapped(id: String, match: ModelMap.Match) {
        let map = ModelMap(from: [id], to: ["gpt-4o", "gpt-4o-mini", "claude-sonnet-4-6", "a/twin", "b/twin"])
        #expect(map.match(id) == match)
    }

    @Test(arguments: [
        #"{"data":[{"id":"m"}]}"#, #"{"code":0,"data":{"data":[{"model_id":"m"}]}}"#, #"["m"]"#,
        #"{"models":[{"id":"m"}]}"#,
    ])
    func listsOfModelsAreRead(text: String) throws {
        #expect(ModelMap.ids(in: try JSON.parse(text)) == ["m"])
    }

    @Test func tiesAreFoundAndSharedOnesAreNot() throws {
        let entry = { (name: String) in LockInTable.Entry(pattern: name, means: "", instead: "") }
        let table = LockInTable(
            gateway: "a", title: "", fields: ["models", "usage.include", "messages.cache_*"].map(entry),
            headers: [entry("x-a-*")], models: [entry("*:free")], answers: [])
        var other = table
        (other.fields, other.headers, other.models) = ([entry("models")], [], [])
        let lines = [
            #"{"path":"/x","headers":[["X-A-Tag","1"]],"body":{"models":[],"usage":{"include":true},"model":"m:free"}}"#,
            #"{"path":"/x","body":{"messages":[{"role":"u"},{"cache_control":{}}],"usage":{}}}"#,
        ]
        let recording = try Recording.parse(Array(lines.joined(separator: "\n").utf8), name: "f")
        #expect(
            LockInScan(recording, table: table, target: nil).hits.map(\.name) == [
                "models", "usage.include", "messages.cache_*", "x-a-*", "*:free",
            ])
        let fewer = LockInScan(recording, table: table, target: other)
        #expect(fewer.hits.map(\.name) == ["usage.include", "messages.cache_*", "x-a-*", "*:free"])
        #expect(fewer.hits.map(\.examples) == [[1], [2], [1], [1]])
    }
}
