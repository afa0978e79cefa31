import Testing
import Wire

@testable import ReferenceGateway

/// How a provider's stream ends after its first event, and what the client must see at the end.
struct Ended: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var path = "/v1/chat/completions"
    var steps: [ProviderStep]
    /// What reaches the client before the end.
    var delivered: String
    /// The rest; nil for an error event.
    var rest: String?

    private static let open = Request.event("one")
    private static let error = #"{"error":{"message":"boom","type":"server_error","param":null,"code":"E1"}}"#

    private static func chunks(_ events: String...) -> ProviderStep {
        .write(Request.streamHead + events.map(Request.chunk).joined())
    }

    static let all = [
        Ended(testDescription: "chunks cut", steps: [chunks(open), .close], delivered: open),
        Ended(testDescription: "reset", steps: [chunks(open), .gate(Ended.gate), .reset], delivered: open),
        Ended(
            testDescription: "clean end without finish", steps: [chunks(open), .write(Request.last)], delivered: open),
        Ended(
            testDescription: "clean end after the finish", steps: [chunks(open, Request.finish), .write(Request.last)],
            delivered: open + Request.finish, rest: Request.done),
        Ended(
            testDescription: "done without its line ends",
            steps: [chunks(open, Request.finish, "data: [DONE]"), .write(Request.last)],
            delivered: open + Request.finish, rest: Request.done),
        Ended(
            testDescription: "done without finish", steps: [chunks(open, Request.done), .write(Request.last)],
            delivered: open, rest: Request.done),
        Ended(
            testDescription: "half event", steps: [chunks(open, "data: {\"id\":\"chat"), .write(Request.last)],
            delivered: open),
        Ended(
            testDescription: "whole event without its blank line",
            steps: [chunks(open, String(Request.finish.dropLast(2))), .write(Request.last)], delivered: open),
        Ended(
            testDescription: "length too long",
            steps: [
                .write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n" + open),
                .close,
            ], delivered: open),
        Ended(
            testDescription: "close-delimited cut",
            steps: [.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + open), .close],
            delivered: open),
        Ended(
            testDescription: "one of two choices open",
            steps: [chunks(open, Request.finish.replacing("\"index\":0", with: "\"index\":1")), .write(Request.last)],
            delivered: open + Request.finish.replacing("\"index\":0", with: "\"index\":1")),
        Ended(
            testDescription: "error event",
            steps: [chunks(open, "data: \(error)\n\n", Request.done), .write(Request.last)], delivered: open,
            rest: "data: \(error)\n\n"),
        Ended(
            testDescription: "error as text",
            steps: [chunks(open, #"data: {"error":"boom"}"# + "\n\n"), .write(Request.last)], delivered: open,
            rest: #"data: {"error":{"message":"boom","type":"server_error","param":null,"code":null}}"# + "\n\n"),
        Ended(
            testDescription: "named error",
            steps: [
                chunks(open, #"event: error"# + "\n" + #"data: {"message":"boom"}"# + "\n\n"), .write(Request.last),
            ], delivered: open,
            rest: #"data: {"error":{"message":"boom","type":"server_error","param":null,"code":null}}"# + "\n\n"),
        Ended(
            testDescription: "bare error line", steps: [chunks(open, error + "\n"), .write(Request.last)],
            delivered: open, rest: "data: \(error)\n\n"),
        Ended(
            testDescription: "bare error without line end", steps: [chunks(open, error), .write(Request.last)],
            delivered: open, rest: "data: \(error)\n\n"),
        Ended(testDescription: "page", steps: [chunks(open, "<html>\n"), .write(Request.last)], delivered: open),
        Ended(
            testDescription: "invalid JSON",
            steps: [chunks(open, "data: {\"a\":\n\n", Request.finish, Request.done), .write(Request.last)],
            delivered: open),
        Ended(
            testDescription: "error after the finish",
            steps: [chunks(open, Request.finish, "data: \(error)\n\n"), .write(Request.last)],
            delivered: open + Request.finish, rest: "data: \(error)\n\n"),
        Ended(testDescription: "cut inside a chunk size", steps: [chunks(open), .write("f"), .close], delivered: open),
        Ended(
            testDescription: "responses cut", path: "/v1/responses",
            steps: [chunks("event: a\ndata: {\"type\":\"a\",\"sequence_number\":4}\n\n"), .close],
            delivered: "event: a\ndata: {\"type\":\"a\",\"sequence_number\":4}\n\n"),
        Ended(
            testDescription: "responses whole", path: "/v1/responses",
            steps: [
                chunks("event: response.completed\ndata: {\"type\":\"response.completed\"}\n\n"), .write(Request.last),
            ],
            delivered: "event: response.completed\ndata: {\"type\":\"response.completed\"}\n\n", rest: ""),
        Ended(
            testDescription: "messages cut", path: "/v1/messages",
            steps: [chunks("event: ping\ndata: {\"type\":\"ping\"}\n\n"), .write(Request.last)],
            delivered: "event: ping\ndata: {\"type\":\"ping\"}\n\n"),
    ]

    static let gate = Gate()
}

@Suite struct StreamEndTests {
    @Test(arguments: Ended.all) func neverHidesTheEnd(ended: Ended) async throws {
        try await Bench.run([ended.steps]) { bench in
            let client = try await TestClient(port: bench.port)
            let body = #"{"model":"gateproof-direct","stream":true,\#(Request.messages)}"#
            try await client.send(Request.post(body, path: ended.path))
            try await client.wait { $0.text.contains("data:") }
            Ended.gate.open()
            let response = try await client.response()
            #expect(response.status == 200)
            #expect(response.isWhole)
            #expect(response.body.hasPrefix(ended.delivered))
            let rest = String(response.body.dropFirst(ended.delivered.count))
            if let wanted = ended.rest {
                #expect(rest == wanted)
            } else {
                let data = rest.split(separator: "\n").first { $0.hasPrefix("data: ") }?.dropFirst(6)
                let event = try JSON.parse(String(data ?? ""))
                #expect((event["error"]?["message"] ?? event["message"])?.stringValue?.isEmpty == false)
                #expect(rest.components(of: "data:") == 1)
                if ended.path == "/v1/responses" { #expect(event["sequence_number"]?.intValue == 5) }
                try await client.wait { $0.isClosed }
                #expect(client.received.isClosed)
            }
            #expect(bench.primary.requests.count == 1)
        }
    }

    @Test func doesNotWaitForTheEndAfterDone() async throws {
        let steps: [ProviderStep] = [
            .write(Request.streamHead + Request.chunk(Request.finish) + Request.chunk(Request.done))
        ]
        try await Bench.run([steps]) { bench in
            let response = try await bench.ask(Request.chat(stream: true))
            #expect(response.isWhole)
            #expect(response.body == Request.finish + Request.done)
        }
    }

    @Test func showsTheHeadWhenTheFirstEventIsLate() async throws {
        let gate = Gate()
        let steps: [ProviderStep] = [
            .write(Request.streamHead), .gate(gate),
            .write(Request.chunk(Request.finish + Request.done) + Request.last),
        ]
        try await Bench.run([steps], configure: { $0.timeouts.hold = 20 }) { bench in
            let client = try await TestClient(port: bench.port)
            try await client.send(Request.chat(stream: true))
            let head = try await client.wait { $0.text.contains("\r\n\r\n") }
            #expect(head.text.hasPrefix("HTTP/1.1 200"))
            gate.open()
            let response = try await client.response()
            #expect(response.body == Request.finish + Request.done)
        }
    }
}
