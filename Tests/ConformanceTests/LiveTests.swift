import Foundation
import Suites
import TestSupport
import Testing
import Wire

@testable import Conformance

struct LivePartsTests {
    private static func record(
        _ body: String, type: String = "text/event-stream", fields: HeaderFields = []
    ) -> ClientRecord {
        var head = ResponseHead(status: 200, fields: fields)
        head.fields.append("Content-Type", type)
        head.fields.append("Content-Length", "\(body.utf8.count)")
        var transcript = Transcript()
        transcript.append(Array(body.utf8), at: .now())
        return ClientRecord(
            request: ClientRequest(origin: "http://127.0.0.1:1", target: "/v1/chat/completions"), started: .now(),
            head: head, body: transcript, ending: .complete, ended: .now())
    }

    private static var openRouter: LiveVisibility {
        var visibility = LiveVisibility()
        visibility.echoPath = "debug.echo_upstream_body"
        visibility.echoRequest = #"{"debug":{"echo_upstream_body":true}}"#
        visibility.attempts = ["x-litellm-attempted-retries", "openrouter_metadata.attempt"]
        return visibility
    }

    @Test func theBodySentUpstreamIsFound() {
        let text =
            ": OPENROUTER PROCESSING\n\n"
            + #"data: {"choices":[],"debug":{"echo_upstream_body":{"model":"m","seed":1.50}}}"# + "\n\n"
            + #"data: {"choices":[],"openrouter_metadata":{"attempt":2},"usage":{"prompt_tokens":3,"cost":0.5}}"#
            + "\n\n"
            + "data: [DONE]\n\n"
        let sight = LiveSight(Self.record(text), visibility: Self.openRouter)
        #expect(sight.upstreamBody.map { String(decoding: $0, as: UTF8.self) } == #"{"model":"m","seed":1.50}"#)
        #expect(sight.attempts == ["openrouter_metadata.attempt: 2"])
        #expect(sight.usage?["prompt_tokens"]?.intValue == 3)
    }

    @Test func attemptsAreReadFromHeadersToo() {
        let record = Self.record(
            "{}", type: "application/json", fields: [HeaderField("X-LiteLLM-Attempted-Retries", "1")])
        let sight = LiveSight(record, visibility: Self.openRouter)
        #expect(sight.attempts == ["x-litellm-attempted-retries: 1"])
        #expect(sight.upstreamBody == nil)
        #expect(sight.usage == nil)
    }

    @Test(arguments: [
        (#"{"a":1}"#, #""max_tokens":64"#, #"{"max_tokens":64,"a":1}"#),
        ("{}", #""max_tokens":64"#, #"{"max_tokens":64}"#),
        (#"{"max_tokens":5}"#, #""max_tokens":64"#, #"{"max_tokens":5}"#),
        ("{broken", #""max_tokens":64"#, "{broken"),
        ("[]", #""max_tokens":64"#, "[]"),
        ("", #""max_tokens":64"#, ""),
        (#"{"a":1}"#, "", #"{"a":1}"#),
        (#"{"a":1}"#, "nonsense", #"{"a":1}"#),
    ])
    func membersAreAddedToObjectsOnly(body: String, members: String, expected: String) {
        let result = LiveRequest.adding(members, to: Array(body.utf8))
        #expect(String(decoding: result, as: UTF8.self) == expected)
    }

    @Test func membersOfAnObject() {
        #expect(LiveRequest.members(#" {"debug":{"echo":true}} "#) == #""debug":{"echo":true}"#)
        #expect(LiveRequest.members("") == "")
    }

    @Test func theCapOfRequestsHolds() {
        var budget = LiveBudget(maxRequests: 2)
        for _ in 0..<2 {
            #expect(budget.obstacle(most: (10, 10)) == nil)
            budget.count()
        }
        #expect(budget.obstacle(most: (10, 10))?.contains("2 requests") == true)
    }

    @Test func theCapOfCostIsNotPassed() {
        var budget = LiveBudget(maxRequests: 9, maxCost: 0.01, pricePerMillion: (1, 2))
        #expect(budget.obstacle(most: (10_000, 1)) != nil)
        #expect(budget.obstacle(most: (1000, 1000)) == nil)
        budget.add(["prompt_tokens": 4000, "completion_tokens": 2000])
        #expect(abs(budget.cost - 0.008) < 1e-9)
        #expect(budget.obstacle(most: (1000, 1000)) != nil)
        #expect(budget.promptTokens == 4000)
    }

    @Test func anOwnCostStandsAbovePrices() throws {
        var budget = LiveBudget(maxRequests: 9, maxCost: 1, pricePerMillion: (1, 2))
        budget.add(try JSON.parse(Array(#"{"prompt_tokens":4000,"completion_tokens":2000,"cost":0.5}"#.utf8)))
        #expect(budget.cost == 0.5)
        budget.add(nil)
        #expect(budget.untold == 1)
    }
}

struct LiveScopeTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private static func measured(_ name: String) throws -> [String: String?] {
        let library = try Library.load(suites: root + "/suites", mockProviders: root + "/mock-providers")
        let target = try Target.load(name, folder: root + "/suites/targets")
        let pairs = library.cases.map { item in
            let planned = PlannedCase(item, level: library.level(of: item), target: target, slow: true)
            return (item.id, LiveScope.obstacle(planned, target: target, scripts: library.scripts))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    @Test func onlyWhatNeedsNoControlIsMeasured() throws {
        let cases = try Self.measured("custom")
        for id in [
            "stream.chunks.done", "stream.chunks.id", "usage.stream.shape", "response.json.shape", "errors.own.no-key",
        ] {
            #expect(cases[id] == .some(nil), "\(id): \(String(describing: cases[id]))")
        }
        for id in [
            "stream.framing.crlf", "stream.chunks.done-whole", "response.odd.stream-unasked",
            "errors.normalise.html-502",
            "body.fields.seed", "security.keys.wrong-key", "errors.own.no-address-stream", "failure.retries.once",
            "stream.framing.plain", "usage.stream.counts", "headers.down.request-id", "security.keys.provider-key",
        ] {
            #expect(cases[id]??.isEmpty == false, "\(id) cannot be measured without the provider's end")
        }
    }

    @Test func aGatewayThatRepeatsItsRequestShowsMore() throws {
        #expect(try Self.measured("openrouter")["body.fields.stream-true"] == .some(nil))
        #expect(try Self.measured("custom")["body.fields.stream-true"] != .some(nil))
        // Only streams are repeated.
        #expect(try Self.measured("openrouter")["body.fields.seed"] != .some(nil))
    }
}
