import Recordings
import Suites
import Testing
import Wire

@testable import Migration

struct ReplayTests {
    private static func cases(
        _ body: String, path: String = "/v1/chat/completions", answer: String? = nil
    ) throws -> [Case] {
        let line =
            #"{"path":"\#(path)","headers":[["authorization","Bearer [redacted]"],["openai-beta","x"]],"body":\#(body)\#(answer.map { #","answer":\#($0)"# } ?? "")}"#
        let recording = try Recording.parse(Array(line.utf8), name: "f")
        return ReplaySuite(recording, file: "f", scripts: [:], limit: 10).suite.cases
    }

    @Test(arguments: [
        (
            #"{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"hi"}]}"#,
            #"{"model":"${model}","messages":[{"role":"system","content":"s"},{"role":"user","content":"hi ${marker}"}]}"#
        ),
        (
            #"{"messages":[{"role":"user","content":[{"type":"text","text":"hi"},{"type":"image_url"}]},{"role":"tool","content":"r"}]}"#,
            #"{"messages":[{"role":"user","content":[{"type":"text","text":"hi ${marker}"},{"type":"image_url"}]},{"role":"tool","content":"r"}]}"#
        ),
        (#"{"model":"m","input":"a","n":1.50}"#, #"{"model":"${model}","input":"a ${marker}","n":1.50}"#),
        (#"{"input":["a","b"]}"#, #"{"input":["a","b ${marker}"]}"#),
        (#"{"prompt":[1,2]}"#, #"{"prompt":[1,2]}"#),
        (
            #"{"messages":[{"role":"user","content":"costs ${model} and ${filler:9}"}]}"#,
            #"{"messages":[{"role":"user","content":"costs \u0024{model} and \u0024{filler:9} ${marker}"}]}"#
        ),
    ])
    func theMarkerStandsInTheLastText(before: String, after: String) throws {
        #expect(try Self.cases(before)[0].request.body == Array(after.utf8))
    }

    @Test func secretsAndConnectionsAreNotSentAgain() throws {
        let fields = try Self.cases(#"{"messages":[]}"#)[0].request.fields
        #expect(fields.lines.map(\.name) == ["openai-beta"])
    }

    @Test(arguments: [
        ("/v1/chat/completions", "/chat/completions"), ("/api/v1/chat/completions?a=b", "/chat/completions?a=b"),
        ("/v1/embeddings", "/embeddings"), ("/v1/completions", "/completions"),
    ])
    func thePathIsTakenBelowTheBase(recorded: String, path: String) throws {
        #expect(try Self.cases(#"{"input":"a"}"#, path: recorded)[0].request.path == path)
    }

    @Test func aWholeStreamIsPlayedEventByEvent() throws {
        let answer =
            #"{"status":200,"headers":[["content-type","text/event-stream"],["set-cookie","[redacted]"]],"text":"data: a\n\ndata: b\r\n\r\n: c\n"}"#
        let script = try Self.cases(#"{"stream":true,"messages":[]}"#, answer: answer)[0].scenario.primary.script
        let bytes = script.behaviours[0].steps.compactMap { step -> String? in
            if case .bytes(let bytes) = step { String(decoding: bytes, as: UTF8.self) } else { nil }
        }
        #expect(bytes == ["data: a\n\n", "data: b\r\n\r\n", ": c\n"])
    }

    @Test func aCutAnswerIsNotPlayed() throws {
        let answer = #"{"status":200,"ending":"cut","text":"data: a"}"#
        #expect(try Self.cases(#"{"messages":[]}"#, answer: answer)[0].scenario.primary.script.name != "recorded")
    }

    @Test func whatCannotBePlayedIsSaid() throws {
        let lines = [
            #"{"path":"/v1/models","method":"GET"}"#, #"{"path":"/v1/files","body":{}}"#,
            #"{"path":"/v1/embeddings","text":"x"}"#, #"{"path":"/v1/embeddings","omitted":9}"#,
            #"{"path":"/v1/embeddings","body":{"input":"a"}}"#, #"{"path":"/v1/embeddings","body":{"input":"a"}}"#,
            #"{"path":"/v1/embeddings","body":{"input":"b"}}"#,
        ]
        let recording = try Recording.parse(Array(lines.joined(separator: "\n").utf8), name: "f")
        let replay = ReplaySuite(recording, file: "f", scripts: [:], limit: 1)
        #expect(replay.skipped.count == 5 && replay.suite.cases.count == 2)
        #expect(replay.suite.cases.map(\.id) == ["replay.r5.must", "replay.r5.should"])
    }
}
