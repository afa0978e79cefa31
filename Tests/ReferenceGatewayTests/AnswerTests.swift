import Testing
import Wire

@testable import ReferenceGateway

/// What a provider answers on the direct route, and what the client must get.
struct Answered: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var stream = false
    var steps: [ProviderStep]
    var status: Int
    /// Text that the body must hold.
    var holds = "\"error\""
    /// The body must be exactly this.
    var body: String?

    private static let sound = #"{"error":{"message":"boom","type":"server_error","param":null,"code":"E1"}}"#
    private static let page = Request.answer(502, "<html><h1>Bad</h1></html>", fields: ["Content-Type: text/html"])

    static let all = [
        Answered(testDescription: "sound error", steps: [.write(Request.answer(500, sound))], status: 500, body: sound),
        Answered(
            testDescription: "sound error to a stream", stream: true, steps: [.write(Request.answer(503, sound))],
            status: 503, body: sound),
        Answered(testDescription: "page", steps: [.write(page)], status: 502),
        Answered(testDescription: "empty error", steps: [.write(Request.answer(400, ""))], status: 400),
        Answered(
            testDescription: "detail", steps: [.write(Request.answer(422, #"{"detail":"why"}"#))], status: 422,
            holds: "\"why\""),
        Answered(
            testDescription: "error as event",
            steps: [.write(Request.answer(429, "data: \(sound)\n\n", fields: ["Content-Type: text/event-stream"]))],
            status: 429, body: sound),
        Answered(
            testDescription: "cut error",
            steps: [
                .write(
                    Request.answer(500, sound).replacing(
                        "Content-Length: \(sound.utf8.count)", with: "Content-Length: 900")), .close,
            ], status: 500, body: sound),
        Answered(
            testDescription: "key in error",
            steps: [.write(Request.answer(500, sound.replacing("boom", with: "key sk-primary")))], status: 500),
        Answered(
            testDescription: "refused credential",
            steps: [.write(Request.answer(401, sound.replacing("boom", with: "key sk-primary")))], status: 502),
        Answered(
            testDescription: "redirect",
            steps: [.write(Request.answer(307, "", fields: ["Location: http://example.org/"]))], status: 502),
        Answered(
            testDescription: "error in a 200", steps: [.write(Request.answer(200, sound))], status: 502, body: sound),
        Answered(
            testDescription: "error with its status in a 200",
            steps: [.write(Request.answer(200, #"{"error":{"message":"m","code":429}}"#))], status: 429),
        Answered(testDescription: "JSON for a stream", stream: true, steps: [.write(Request.json("one"))], status: 502),
        Answered(
            testDescription: "error JSON for a stream", stream: true, steps: [.write(Request.answer(200, sound))],
            status: 502, body: sound),
        Answered(
            testDescription: "stream for JSON", steps: [.write(Request.stream([Request.finish, Request.done]))],
            status: 502),
        Answered(
            testDescription: "cut JSON",
            steps: [.write(Request.json("one").replacing("Content-Length: ", with: "Content-Length: 9")), .close],
            status: 502),
        Answered(testDescription: "broken JSON", steps: [.write(Request.answer(200, "{\"id\":"))], status: 502),
        Answered(testDescription: "empty 200", steps: [.write(Request.answer(200, ""))], status: 502),
        Answered(
            testDescription: "page in a 200",
            steps: [.write(Request.answer(200, "<html>", fields: ["Content-Type: text/html"]))], status: 502),
        Answered(
            testDescription: "gzip unasked",
            steps: [.write(Request.answer(200, "xx", fields: ["Content-Encoding: gzip"]))], status: 502),
        Answered(testDescription: "reset", steps: [.reset], status: 502),
        Answered(testDescription: "closed", steps: [.close], status: 502),
        Answered(testDescription: "no HTTP", steps: [.write("hello\r\n\r\n")], status: 502),
        Answered(
            testDescription: "bad chunks",
            steps: [.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")], status: 502),
        Answered(
            testDescription: "leading blanks", steps: [.write(Request.answer(200, "\n\n" + Request.completion("x")))],
            status: 200, holds: "", body: "\n\n" + Request.completion("x")),
        Answered(
            testDescription: "interim answers",
            steps: [
                .write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + Request.json("x"))
            ], status: 200, holds: "", body: Request.completion("x")),
        Answered(
            testDescription: "close-delimited",
            steps: [.write("HTTP/1.1 200 OK\r\n\r\n" + Request.completion("x")), .close], status: 200, holds: "",
            body: Request.completion("x")),
        Answered(
            testDescription: "trailers",
            steps: [
                .write(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Request.chunk(Request.completion("x"))
                        + "0\r\nX-T: 1\r\n\r\n")
            ], status: 200, holds: "", body: Request.completion("x")),
        Answered(
            testDescription: "no content", steps: [.write("HTTP/1.1 204 No Content\r\n\r\n")], status: 204, holds: "",
            body: ""),
        Answered(
            testDescription: "not modified", steps: [.write("HTTP/1.1 304 Not Modified\r\n\r\n")], status: 304,
            holds: "", body: ""),
        Answered(
            testDescription: "first event is an error", stream: true,
            steps: [.write(Request.stream(["data: \(sound)\n\n", Request.done]))], status: 502, body: sound),
        Answered(
            testDescription: "first event is a rate limit", stream: true,
            steps: [.write(Request.stream([#"data: {"error":{"message":"m","type":"rate_limit_error"}}"# + "\n\n"]))],
            status: 429),
        Answered(
            testDescription: "first event is no JSON", stream: true, steps: [.write(Request.stream(["data: {\n\n"]))],
            status: 502),
        Answered(
            testDescription: "bare error line", stream: true, steps: [.write(Request.stream([sound]))], status: 502,
            body: sound),
        Answered(
            testDescription: "page as stream", stream: true, steps: [.write(Request.stream(["<html>\n</html>\n"]))],
            status: 502),
        Answered(testDescription: "empty stream", stream: true, steps: [.write(Request.stream([]))], status: 502),
        Answered(
            testDescription: "half first event", stream: true, steps: [.write(Request.stream(["data: {\"id\""]))],
            status: 502),
        Answered(
            testDescription: "cut before the first event", stream: true, steps: [.write(Request.streamHead), .close],
            status: 502),
    ]
}

@Suite struct AnswerTests {
    @Test(arguments: Answered.all) func tellsTheTruth(answered: Answered) async throws {
        try await Bench.run([answered.steps]) { bench in
            let response = try await bench.ask(Request.chat(stream: answered.stream))
            #expect(response.status == answered.status)
            if let body = answered.body { #expect(response.body == body) }
            #expect(answered.holds.isEmpty || response.body.contains(answered.holds))
            #expect(!response.body.contains("sk-primary"))
            #expect(response.isWhole)
            #expect(bench.primary.requests.count == 1)
            if response.status >= 400 {
                #expect(response.field("content-type")?.hasPrefix("application/json") == true)
                #expect((try? JSON.parse(response.body))?["error"]?["message"]?.stringValue?.isEmpty == false)
            }
        }
    }

    @Test func passesEncodedBodiesToThoseWhoAsk() async throws {
        let steps: [ProviderStep] = [
            .write(
                Request.answer(200, "\u{1F}xyz", fields: ["Content-Encoding: gzip", "Content-Type: application/json"]))
        ]
        try await Bench.run([steps]) { bench in
            let response = try await bench.ask(Request.chat(fields: ["Accept-Encoding: br, gzip"]))
            #expect(response.status == 200)
            #expect(response.body == "\u{1F}xyz")
            #expect(response.field("content-encoding") == "gzip")
            let refused = try await bench.ask(Request.chat(fields: ["Accept-Encoding: gzip;q=0, *"]))
            #expect(refused.status == 502)
        }
    }

    @Test func answersTheMessagesAPIInItsShape() async throws {
        try await Bench.run([[.close]]) { bench in
            let response = try await bench.ask(Request.post(Refused.body, path: "/v1/messages"))
            #expect(response.status == 502)
            let body = try JSON.parse(response.body)
            #expect(body["type"]?.stringValue == "error")
            #expect(body["error"]?["message"]?.stringValue?.isEmpty == false)
        }
    }

    @Test func asksForModelsThatItDoesNotRoute() async throws {
        try await Bench.run([[.write(Request.answer(200, #"{"id":"a/b","object":"model"}"#))]]) { bench in
            let response = try await bench.ask(
                "GET /v1/models/a%2Fb HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer sk-client\r\n\r\n")
            #expect(response.status == 200)
            #expect(bench.primary.requests.first?.hasPrefix("GET /v1/models/a%2Fb HTTP/1.1\r\n") == true)
        }
    }
}
