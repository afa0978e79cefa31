import Testing
import Wire

@testable import ReferenceGateway

@Suite struct DefectTests {
    @Test func idsAreUniqueAndPlain() {
        let ids = Defect.all.map(\.id) + BenignVariant.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids { #expect(id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(id)") }
        for defect in Defect.all { #expect(!defect.requirements.isEmpty && !defect.title.isEmpty, "\(defect.id)") }
        #expect(Defect.all.count >= 80)
        #expect(BenignVariant.all.count >= 10)
        #expect(Defect.named("hold-whole-stream") != nil)
        #expect(Defect.named("nothing") == nil)
    }

    /// Whatever a hook is given, it gives something back; played over a stream, a request, an answer and an error.
    @Test func hooksTakeEverything() {
        for behaviour in Defect.all.map(\.behaviour) + BenignVariant.all.map(\.behaviour) {
            let change = behaviour.events?() ?? { [$0] }
            let read = behaviour.streamBytes?() ?? { $0 }
            for text in Corpus.events + [": x\n", "data: {\n\n", ""] {
                _ = change(StreamEvent(bytes: read(Array(text.utf8))))
            }
            for text in [#"{"model":"m","messages":[{"role":"user","content":"a"}],"tools":[{}]}"#, "{", "[]", ""] {
                let bytes = Array(text.utf8)
                _ = behaviour.requestBody?(bytes)
                _ = behaviour.responseBody?(bytes)
                _ = behaviour.backupBody?(bytes)
                var answer = Behaviour.FailedAnswer(status: 429, body: text)
                behaviour.providerError?(&answer)
                behaviour.ownError?(&answer)
            }
        }
    }

    @Test(arguments: [
        "hold-whole-stream", "hold-one-event", "tick-50ms", "crlf-not-understood", "first-error-as-200",
        "accept-decides-stream",
        "json-for-stream-passed", "answers-cached", "interim-as-final", "connection-per-request",
        "closes-every-connection",
    ])
    func stillServesAPlainStream(id: String) async throws {
        let defect = try #require(Defect.named(id))
        let events = [Request.event("a"), Request.event("b"), Request.finish, Request.done]
        try await Bench.run([[.write(Request.stream(events))]], behaviour: defect.behaviour) { bench in
            let response = try await bench.ask(Request.chat(stream: true))
            #expect(response.status == 200)
            #expect(response.body == events.joined())
        }
    }

    /// Events before and after a change of theirs, read as clients read them.
    private func folds(_ behaviour: Behaviour) -> (sent: Fold, received: Fold) {
        let change = behaviour.events?() ?? { [$0] }
        let text = Corpus.events.flatMap { change(StreamEvent(bytes: Array($0.utf8))) }.flatMap(\.bytes)
        let read = { (bytes: [UInt8]) in ChatStream.read(SSEStream.decode(bytes)).fold }
        return (read(Array(Corpus.events.joined().utf8)), read(text))
    }

    @Test(arguments: [
        "seventh-event-byte", "blanks-trimmed", "event-lost", "event-repeated", "finish-content-lost",
        "tool-index-zero",
        "tool-arguments-reserialised", "tool-arguments-tail-lost", "finish-lost", "tool-finish-stop",
    ])
    func changesWhatClientsAccumulate(id: String) throws {
        let (sent, received) = folds(try #require(Defect.named(id)).behaviour)
        #expect(!FoldDifference.compare(sent, received).isEmpty)
    }

    @Test(arguments: BenignVariant.all.map(\.id)) func harmlessVariantsChangeNothingThatCounts(id: String) throws {
        let (sent, received) = folds(try #require(BenignVariant.named(id)).behaviour)
        #expect(FoldDifference.compare(sent, received).isEmpty)
    }

    @Test(arguments: [
        ("seed-dropped", #"{"seed":1,"a":2}"#, #"{"a":2}"#),
        ("explicit-zero-dropped", #"{"n":0,"b":false,"s":"","x":1}"#, #"{"x":1}"#),
        ("null-dropped", #"{"stop":null,"x":{"y":null}}"#, #"{"x":{}}"#),
        ("big-integer-rounded", #"{"seed":9007199254740993}"#, #"{"seed":9007199254740992}"#),
        ("empty-list-dropped", #"{"stop":[],"x":1}"#, #"{"x":1}"#),
        ("strings-composed", "{\"a\":\"e\u{301}\"}", "{\"a\":\"\u{E9}\"}"),
        ("schema-definitions-dropped", #"{"tools":[{"$defs":{},"type":"x"}]}"#, #"{"tools":[{"type":"x"}]}"#),
        ("tool-choice-none-dropped", #"{"tool_choice":"none"}"#, "{}"),
        ("request-unknown-dropped", #"{"x_a":1,"n":1}"#, #"{"n":1}"#),
    ])
    func changesRequests(id: String, sent: String, received: String) throws {
        let change = try #require(Defect.named(id)?.behaviour.requestBody)
        #expect(String(decoding: change(Array(sent.utf8)), as: UTF8.self) == received)
    }

    @Test func inventsAFinishWhenTheStreamBreaks() async throws {
        let steps: [ProviderStep] = [.write(Request.streamHead + Request.chunk(Request.event("one"))), .close]
        try await Bench.run([steps], behaviour: Defect.named("invent-stop-on-cut")?.behaviour) { bench in
            let response = try await bench.ask(Request.chat(stream: true))
            #expect(response.body.contains(#""finish_reason":"stop""#))
            #expect(response.body.hasSuffix(Request.done))
        }
    }

    @Test func asksAgainAfterTheFirstEvent() async throws {
        let cut: [ProviderStep] = [.write(Request.streamHead + Request.chunk(Request.event("one"))), .close]
        let whole: [ProviderStep] = [.write(Request.stream([Request.event("two"), Request.finish, Request.done]))]
        try await Bench.run([cut, whole], behaviour: Defect.named("retry-after-first-byte")?.behaviour) { bench in
            let response = try await bench.ask(Request.chat(stream: true))
            #expect(response.body == Request.event("one") + Request.event("two") + Request.finish + Request.done)
            #expect(bench.primary.requests.count == 2)
        }
    }

    @Test func readsOnWhenTheClientHasLeft() async throws {
        let gate = Gate()
        let steps: [ProviderStep] = [
            .write(Request.streamHead + Request.chunk(Request.event("one"))), .gate(gate),
            .write(Request.chunk(Request.finish)),
        ]
        try await Bench.run([steps], behaviour: Defect.named("cancel-not-propagated")?.behaviour) { bench in
            let client = try await TestClient(port: bench.port)
            try await client.send(Request.chat(stream: true))
            try await client.wait { $0.text.contains("one") }
            try await client.close()
            gate.open()
            let whole = (Request.streamHead + Request.chunk(Request.event("one")) + Request.chunk(Request.finish)).utf8
                .count
            try await poll { bench.primary.journal.entries.written == whole }
            #expect(bench.primary.journal.entries.written == whole)
            #expect(bench.primary.journal.entries.closed == 0)
        }
    }

    @Test func leaksKeysBothWays() async throws {
        try await Bench.run(
            [[.write(Request.json("one"))]], behaviour: Defect.named("provider-key-downstream")?.behaviour
        ) { bench in
            let response = try await bench.ask(Request.chat())
            #expect(response.head.contains("sk-primary"))
        }
        try await Bench.run([[.write(Request.json("one"))]], behaviour: Defect.named("client-key-upstream")?.behaviour)
        { bench in
            _ = try await bench.ask(Request.chat())
            #expect(bench.primary.requests.first?.contains("sk-client") == true)
        }
    }
}

/// A stream with text, a call and usage.
private enum Corpus {
    static let events: [String] =
        [
            #"{"role":"assistant","content":""}"#, #"{"content":"Hello "}"#, #"{"content":"wide "}"#,
            #"{"content":"world"}"#,
            #"{"tool_calls":[{"index":0,"id":"call_A","type":"function","function":{"name":"f","arguments":""}}]}"#,
            #"{"tool_calls":[{"index":1,"id":"call_B","type":"function","function":{"name":"g","arguments":""}}]}"#,
            #"{"content":"more"}"#,
            #"{"tool_calls":[{"index":0,"function":{"arguments":"{\"a\": 1e2"}}]}"#,
            #"{"tool_calls":[{"index":1,"function":{"arguments":"{}"}}]}"#,
            #"{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]}"#,
        ].map { chunk($0, "null") } + [chunk(#"{"content":"end"}"#, #""tool_calls""#), usage, Request.done]

    private static func chunk(_ delta: String, _ finish: String) -> String {
        #"data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":"#
            + #"\#(delta),"logprobs":null,"finish_reason":\#(finish)}],"usage":null}"# + "\n\n"
    }

    private static let usage =
        #"data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[],"usage":{"prompt_tokens":13,"#
        + #""completion_tokens":7,"total_tokens":20}}"# + "\n\n"
}
