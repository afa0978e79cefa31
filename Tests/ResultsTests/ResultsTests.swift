import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct ResultFileTests {
    @Test func whatIsWrittenReadsBackTheSame() throws {
        let result = SampleResult.make().sorted()
        let bytes = try ResultWriter.encode(result)
        #expect(try ResultReader.decode(bytes, path: "x") == result)
    }

    @Test func everyCaseIsAFewShortLines() throws {
        var result = SampleResult.make()
        result.cases = result.cases.filter { $0.evidence == nil }
        result.bench = []
        let lines = String(decoding: try ResultWriter.encode(result), as: UTF8.self).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 240 })
        #expect(lines.count < result.cases.count * 8)
        #expect(lines.contains { $0.hasPrefix("  \"cases\": [") })
    }

    @Test func theSampleIsWrittenLikeThis() throws {
        try GoldenFile("sample.json").expect(String(decoding: ResultWriter.encode(SampleResult.make()), as: UTF8.self))
    }

    @Test func casesAreSortedAndTheSameTextComesOutTwice() throws {
        var result = SampleResult.make()
        let text = try ResultWriter.encode(result)
        result.cases.reverse()
        result.properties.reverse()
        #expect(try ResultWriter.encode(result) == text)
    }

    @Test func anEmptyResultIsValid() throws {
        var result = SampleResult.make()
        result.cases = []
        result.bench = []
        result.properties = []
        #expect(try ResultReader.decode(try ResultWriter.encode(result), path: "x") == result)
    }

    @Test func figuresThatAreNoNumbersSurvive() throws {
        var result = SampleResult.make()
        result.seconds = .infinity
        result.bench[0].generator.clientCPUShare = -.infinity
        let back = try ResultReader.decode(try ResultWriter.encode(result), path: "x")
        #expect(back.seconds == .infinity)
        #expect(back.bench[0].generator.clientCPUShare == -.infinity)
    }

    @Test func textThatLooksLikeTheLayoutStaysText() throws {
        var result = SampleResult.make()
        result.command = ["\n  \"cases\": [", "a, b: c", "\\\"[{", "\u{1}\u{7F}\u{2028}"]
        #expect(try ResultReader.decode(try ResultWriter.encode(result), path: "x") == result.sorted())
    }

    @Test(arguments: ["gateproof.result-1.json"])
    func resultsOfEveryVersionDecodeForEver(file: String) throws {
        let text = try GoldenFile(file).read()
        let result = try ResultReader.decode(Array(text.utf8), path: file)
        #expect(result.target.name == "acme")
        #expect(result.cases.contains { $0.evidence?.exchanges.isEmpty == false })
        // The sample is of a controlled run, in which everything can be measured.
        #expect(Set(result.cases.map(\.verdict)) == Set(Verdict.allCases).subtracting([.notMeasurable]))
        #expect(result.bench.first?.arms.keys.sorted() == ["direct", "gateway"])
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        var text: String
        var message: String
        var testDescription: String { text }
    }

    static let damaged: [Damage] = [
        Damage(text: "", message: "r.json: is no JSON: the file is empty at byte 0"),
        Damage(
            text: "{\"schema\": \"gateproof.result/1\", ",
            message: "r.json: is no JSON: the file ends too early at byte 33"),
        Damage(text: "{\"a\": tru}", message: "r.json: is no JSON: expected a value at byte 6"),
        Damage(text: "{\"a\" 1}", message: "r.json: is no JSON: expected \":\" at byte 5"),
        Damage(text: "{\"a\": 1} x", message: "r.json: is no JSON: something after the end at byte 9"),
        Damage(text: "{\"a\": \"\n\"}", message: "r.json: is no JSON: a control character in a string at byte 7"),
        Damage(text: "{\"a\": [1, 2}", message: "r.json: is no JSON: expected \",\" or \"]\" at byte 11"),
        Damage(
            text: "[]",
            message:
                "r.json: is no gateproof result: $: Expected to decode Dictionary<String, Any> but found an array instead."
        ),
        Damage(text: "{}", message: "r.json: is no gateproof result: it has no \"schema\" that says so"),
        Damage(
            text: "{\"schema\": \"gateproof.result/2\", \"new\": {}}",
            message:
                "r.json: has the format gateproof.result/2, and this version reads gateproof.result/1; use a newer gateproof"
        ),
        Damage(
            text: "{\"schema\": \"gateproof.result/1\", \"complete\": true}",
            message: "r.json: is no gateproof result: $ has no \"tool\""),
    ]

    @Test(arguments: damaged) func aDamagedFileIsASentence(damage: Damage) {
        #expect(throws: ResultError.self) { try ResultReader.decode(Array(damage.text.utf8), path: "r.json") }
        do {
            _ = try ResultReader.decode(Array(damage.text.utf8), path: "r.json")
        } catch {
            #expect(error.description == damage.message)
        }
    }

    @Test func unknownKeysAreIgnored() throws {
        let text = String(decoding: try ResultWriter.encode(SampleResult.make()), as: UTF8.self)
        let newer = text.replacing("{\n", with: "{\n  \"later\": [1, {\"x\": null}],\n", maxReplacements: 1)
        #expect(try ResultReader.decode(Array(newer.utf8), path: "x") == SampleResult.make().sorted())
    }

    @Test func anyDamageIsAnErrorOrAResultAndNeverACrash() throws {
        var small = SampleResult.make()
        small.cases = Array(small.cases.suffix(4))
        let bytes = try ResultWriter.encode(small)
        var random = SplitMix64(seed: 7)
        for _ in 0..<150 {
            var copy = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                copy[Int.random(in: 0..<copy.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? ResultReader.decode(copy, path: "x")
            _ = JSONSyntax.fault(in: Array(copy.prefix(Int.random(in: 0..<copy.count, using: &random))))
        }
    }

    @Test func deepNestingIsRefused() {
        let deep = Array(repeating: UInt8(ascii: "["), count: 100_000)
        #expect(JSONSyntax.fault(in: deep)?.message == "nesting deeper than 200")
    }
}

@Suite struct SummaryTests {
    private func item(_ verdict: Verdict, _ level: String = "must") -> CaseRecord {
        CaseRecord(id: "a.b", title: "", requirements: [], level: level, verdict: verdict)
    }

    struct Row: Sendable {
        var cases: [(Verdict, String)]
        var strict = false
        var complete = true
        var verdict: String
        var score: Double
    }

    static let rows: [Row] = [
        Row(cases: [], verdict: "pass", score: 0),
        Row(cases: [(.pass, "must")], verdict: "pass", score: 100),
        Row(cases: [(.pass, "must")], complete: false, verdict: "incomplete", score: 100),
        Row(cases: [(.pass, "must"), (.fail, "must")], complete: false, verdict: "fail", score: 50),
        Row(cases: [(.pass, "must"), (.fail, "should")], verdict: "pass", score: 100),
        Row(cases: [(.pass, "must"), (.fail, "should")], strict: true, verdict: "fail", score: 50),
        Row(cases: [(.pass, "must"), (.fail, "info")], strict: true, verdict: "pass", score: 100),
        Row(cases: [(.pass, "must"), (.knownFailing, "must"), (.pass, "must")], verdict: "pass", score: 66.7),
        Row(cases: [(.pass, "must"), (.unexpectedPass, "info")], verdict: "fail", score: 100),
        Row(cases: [(.fail, "must"), (.error, "info")], verdict: "error", score: 0),
        Row(cases: [(.notApplicable, "must"), (.blocked, "must")], verdict: "pass", score: 0),
    ]

    @Test(arguments: rows.indices) func verdictAndScore(index: Int) {
        let row = Self.rows[index]
        let summary = Summary(cases: row.cases.map { item($0, $1) }, strict: row.strict, complete: row.complete)
        #expect(summary.verdict == row.verdict)
        #expect(summary.score == row.score)
        #expect(summary.levels.values.flatMap(\.values).reduce(0, +) == row.cases.count)
    }

    @Test func aGroupHasTheWorstOfItsMembers() {
        #expect(Verdict.allCases.max() == .error)
        #expect([Verdict.pass, .fail, .knownFailing].max() == .fail)
    }
}
