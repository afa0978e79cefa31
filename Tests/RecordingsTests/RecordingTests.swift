import Foundation
import TestSupport
import Testing
import Wire

@testable import Recordings

struct RecordingTests {
    @Test func aLineComesBack() throws {
        var request = RecordedRequest(
            at: "2026-11-21T10:00:00Z", target: "/v1/chat/completions?a=b",
            fields: [HeaderField("Content-Type", "application/json"), HeaderField("x", "1"), HeaderField("x", "2")],
            body: .json(try JSON.parse(#"{"model":"m","stream":true,"t":1.00,"t":2}"#)))
        request.answer = .init(status: 200, fields: [], body: .text("data: [DONE]\n\n"), ending: "reset")
        let again = try RecordedRequest(line: request.line.text)
        #expect(again.line.text == request.line.text)
        #expect(again.asksForStream && again.model == "m" && again.path == "/v1/chat/completions")
        #expect(again.fields.all("x") == ["1", "2"] && again.answer?.ending == "reset")
    }

    @Test(arguments: [[0xFF, 0x00], [0x7B, 0x22], Array("{\"a\":1}".utf8), [], Array("héllo".utf8)] as [[UInt8]])
    func bodiesComeBack(bytes: [UInt8]) throws {
        let request = RecordedRequest(target: "/x", body: .init(bytes))
        #expect(try RecordedRequest(line: request.line.text).body.bytes == bytes)
    }

    @Test(arguments: [
        ("[]", "not an object"), ("{", "no JSON"), (#"{"path":"x"}"#, "`path`"),
        (#"{"path":"/x","metod":"GET"}"#, "metod"),
        (#"{"path":"/x","method":"get"}"#, "`method`"), (#"{"path":"/x","headers":[["a"]]}"#, "pair"),
        (#"{"path":"/x","headers":{"a":"b\r\nc: d"}}"#, "pair"), (#"{"path":"/x","body":{},"text":"a"}"#, "exclude"),
        (#"{"path":"/x","answer":{"status":99}}"#, "status"), (#"{"path":"/x","base64":"*"}"#, "base64"),
    ])
    func mistakesAreNamed(line: String, words: String) {
        do {
            _ = try RecordedRequest(line: line)
            Issue.record("no error")
        } catch {
            #expect("\(error)".contains(words), "\(error)")
        }
    }

    @Test func aHalfLastLineIsLeftOutAndAHalfInnerLineIsNot() throws {
        let whole = #"{"path":"/x"}"#
        let recording = try Recording.parse(Array("\(whole)\n\n\(whole)\n{\"path\":\"/y".utf8), name: "f")
        #expect(
            recording.requests.count == 2 && recording.warnings == ["f:4: the last line is cut off and was left out"])
        #expect(throws: RecordingProblem.self) { try Recording.parse(Array("{\"pa\n\(whole)\n".utf8), name: "f") }
    }

    @Test func aKilledRecorderIsRepairedAndTheFileStaysBounded() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "rec-\(UUID().uuidString).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let line = RecordedRequest(target: "/x").line.text + "\n"
        try (line + "{\"half").write(toFile: path, atomically: true, encoding: .utf8)
        let file = try RecordingFile(path, limit: line.utf8.count * 2 + 3)
        #expect(file.repaired == 6)
        #expect(file.append(RecordedRequest(target: "/x")))
        #expect(!file.append(RecordedRequest(target: "/x")))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == line + line)
    }

    @Test func theSchemaHasTheKeysOfTheReader() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "suites/schema/recorded.json")
        let schema = try JSON.parse(Array(try Data(contentsOf: file)))
        let keys = { (json: JSON?) in Set((json?["properties"]?.members ?? []).map(\.key.string)) }
        #expect(keys(schema) == Set(RecordedRequest.keys))
        #expect(keys(schema["$defs"]?["answer"]) == Set(RecordedRequest.answerKeys))
    }

    @Test func anythingMayBeRead() throws {
        var random = SplitMix64(seed: 7)
        let base = Array(
            #"{"recorded":1,"path":"/x","headers":[["a","b"]],"body":{"m":[1]},"answer":{"status":200}}"#.utf8)
        for _ in 0..<3000 {
            var bytes = base
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let recording = try? Recording.parse(bytes, name: "f") {
                for request in recording.requests { _ = Scrubber().scrub(request).line.text }
            }
        }
    }
}
