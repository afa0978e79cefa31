import Testing
import Wire

@testable import Suites

struct ScriptTests {
    private static func steps(_ yaml: String, base: String? = nil) throws -> [Step] {
        let (reader, node) = try Texts.node(yaml)
        let entries = try base.map { try Texts.node($0).1.entries ?? [] } ?? []
        let steps = StepReader(reader: reader, base: entries).behaviour(node)
        #expect(reader.diagnostics.map(\.description) == [])
        return steps
    }

    @Test func baseChunkIsComplete() throws {
        let steps = try Self.steps("[{head: sse}, {chunk: {delta: {content: hi}, finish_reason: stop}}]")
        let text =
            #"{"id":"${id}","object":"chat.completion.chunk","created":1700000001,"model":"${model}","#
            + #""service_tier":"default","system_fingerprint":"fp_${provider}","choices":[{"index":0,"#
            + #""delta":{"content":"hi"},"logprobs":null,"finish_reason":"stop"}],"usage":null,"obfuscation":"q7"}"#
        #expect(steps[1] == .data(text))
    }

    @Test(arguments: [
        (
            "chunk: {without: [usage, obfuscation, service_tier, system_fingerprint, created, object]}",
            #"{"id":"I","model":"${model}","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":null}],"x":[1]}"#
        ),
        (
            "chunk: {choices: [], without: [usage, obfuscation, service_tier, system_fingerprint, created, object], top: {id: J, y: 1.0}}",
            #"{"id":"J","model":"${model}","choices":[],"x":[1],"y":1.0}"#
        ),
    ])
    func baseAndTopOverride(step: String, expected: String) throws {
        let steps = try Self.steps("[{head: sse}, {\(step)}]", base: "{id: I, x: [1]}")
        #expect(steps[1] == .data(expected))
    }

    @Test func everyStepIsRead() throws {
        let yaml = """
            - interim: {status: 103, headers: {link: </x>}}
            - head: {status: 201, reason: Fine, version: HTTP/1.0, headers: [[a, 1], [a, 2]], without: [date]}
            - data: '{"id":"x"}'
            - event: {name: error, data: '{}'}
            - done
            - comment: keep-alive
            - comment: {text: ping, blank: true}
            - control: ["retry: 3000"]
            - json: {b: 1.0, a: ~}
            - base64: "AP8="
            - filler: {events: 2, size: 250}
            - repeat: {times: 3, steps: [{data: "w${n}"}, {wait: 1ms}]}
            - wait: 1.5s
            - await-client: 9
            - await-client: last
            - await-close: 5s
            - end: {trailers: {x-t: 1}}
            """
        #expect(
            try Self.steps(yaml) == [
                .interim(status: 103, fields: [HeaderField("link", "</x>")]),
                .head(
                    .init(
                        status: 201, reason: "Fine", version: "HTTP/1.0",
                        fields: [HeaderField("a", "1"), HeaderField("a", "2")], without: ["date"])),
                .data(#"{"id":"x"}"#), .namedEvent(name: "error", data: "{}"), .done,
                .comment(text: "keep-alive", blank: false), .comment(text: "ping", blank: true),
                .control(lines: ["retry: 3000"], blank: false), .bytes(Array(#"{"b":1.0,"a":null}"#.utf8)),
                .bytes([0, 255]), .filler(events: 2, size: 250),
                .repeat(count: 3, steps: [.data("w${n}"), .wait(milliseconds: 1)]), .wait(milliseconds: 1500),
                .awaitClient(event: 9), .awaitClient(event: 0), .awaitClose(milliseconds: 5000),
                .end(trailers: [HeaderField("x-t", "1")]),
            ])
    }

    @Test(arguments: ["close", "reset", "stall", "end"]) func noEndIsAdded(word: String) throws {
        #expect(try Self.steps("[{head: sse}, \(word)]").count == 2)
    }

    @Test func encodingsAreLaidOverEachOther() throws {
        let shelf = try Texts.shelf([
            "a": "script: a\nencode: {line-end: crlf, bom: true}\nsteps-of: b\n",
            "b": "script: b\nencode: {line-end: cr, multiline: true}\nsteps-of: text/plain\nbase: {id: B}\n",
            "c":
                "script: c\nencode: {bom: true}\nbehaviours: [{steps-of: a, encode: {bom: false, write: {at: [1, 2]}}}, {steps-of: a}]\n",
        ])
        let a = try #require(shelf.script("a")), c = try #require(shelf.script("c"))
        var encoding = Encoding()
        encoding.lineEnd = .crlf
        encoding.bom = true
        encoding.multiline = true
        #expect(a.behaviours.map(\.encode) == [encoding])
        #expect(c.behaviours.map(\.encode.bom) == [false, true])
        #expect(c.behaviours[0].encode.write == .at([1, 2]))
        #expect(a.behaviours[0].steps == shelf.script("text/plain")?.behaviours[0].steps)
        #expect(shelf.diagnostics == [])
    }
}

struct ScenarioTests {
    @Test func lockstepWaitsBetweenEvents() throws {
        let part = try Texts.part("{script: text/plain, lockstep: true}")
        let waits = part.script.behaviours[0].steps.filter { $0 == .awaitClient(event: 0) }
        #expect(waits.count == 3)
        #expect(part.script.behaviours[0].steps.suffix(2) == [.done, .end(trailers: [])])
    }

    @Test(arguments: [
        ("{after: 0, by: reset}", ["head"], Step.reset),
        ("{after: 2, by: close}", ["head", "a", "b ${id}"], .close),
        ("{after: 4, by: end}", ["head", "a", "b ${id}", "c", "done"], .end(trailers: [])),
        ("{after: 0, by: stall, half: true}", ["head", "dat"], .stall),
        ("{after: 1, by: reset, half: true}", ["head", "a", "data: "], .reset),
        ("{after: 3, by: reset, half: true}", ["head", "a", "b ${id}", "c", "data: [DO"], .reset),
    ])
    func cutsEnd(cut: String, kept: [String], end: Step) throws {
        let steps = try Texts.part("{script: text/plain, cut: \(cut)}").script.behaviours[0].steps
        #expect(steps.dropLast().map(Self.name) == kept)
        #expect(steps.last == end)
    }

    private static func name(_ step: Step) -> String {
        switch step {
        case .head: "head"
        case .data(let text): text
        case .done: "done"
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        default: "\(step)"
        }
    }

    @Test(arguments: [
        (3, false, [Step.repeat(count: 1, steps: [.data("x${n}"), .data("y")]), .data("x2")]),
        (4, false, [.repeat(count: 2, steps: [.data("x${n}"), .data("y")])]),
        (1, false, [.data("x1")]),
        (2, true, [.repeat(count: 1, steps: [.data("x${n}"), .data("y")]), .bytes(Array("data".utf8))]),
    ])
    func cutsInsideRepetitions(after: Int, half: Bool, kept: [Step]) throws {
        let cut = half ? "{after: \(after), by: end, half: true}" : "{after: \(after), by: end}"
        let yaml = "{steps: [{head: sse}, {repeat: {times: 5, steps: [{data: 'x${n}'}, {data: y}]}}], cut: \(cut)}"
        let steps = try Texts.part(yaml).script.behaviours[0].steps
        #expect(Array(steps.dropFirst().dropLast()) == kept)
    }

    @Test func bothFormsAndDefaults() throws {
        let (reader, node) = try Texts.node(
            "{primary: {fault: refuse}, backup: {script: text/plain, encode: {bom: true}}}")
        let shelf = try Texts.shelf(["json/plain": "script: json/plain\nsteps: [{head: json}, {json: {}}]\n"])
        let scenario = try #require(ProviderReader(reader: reader, shelf: shelf, streams: false).scenario(node))
        #expect(scenario.primary.fault == .refuse)
        #expect(scenario.primary.script.name == "json/plain")
        #expect(scenario.backup.script.behaviours[0].encode.bom)
        let standard = ProviderReader(reader: reader, shelf: shelf, streams: true).scenario(nil)
        #expect(standard?.backup.script.name == "text/plain")
    }
}
