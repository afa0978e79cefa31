import Testing
import Wire

@testable import ReferenceGateway

/// A request that the gateway itself answers, and with what.
struct Refused: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var request: String
    var status: Int
    var code: String?

    static let body = #"{"model":"gateproof-direct",\#(Request.messages)}"#

    static let all = [
        Refused(testDescription: "no key", request: Request.post(body, key: nil), status: 401, code: "invalid_api_key"),
        Refused(
            testDescription: "wrong key", request: Request.post(body, key: "sk-clienT"), status: 401,
            code: "invalid_api_key"),
        Refused(
            testDescription: "unknown path", request: Request.post(body, path: "/v1/other"), status: 404,
            code: "unknown_url"),
        Refused(
            testDescription: "doubled prefix", request: Request.post(body, path: "/v1/v1/chat/completions"), status: 404
        ),
        Refused(
            testDescription: "wrong method",
            request: "GET /v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer sk-client\r\n\r\n",
            status: 405),
        Refused(
            testDescription: "invalid JSON", request: Request.post("{\"model\":"), status: 400, code: "invalid_json"),
        Refused(
            testDescription: "no model", request: Request.post("{\(Request.messages)}"), status: 400,
            code: "missing_required_parameter"),
        Refused(testDescription: "no messages", request: Request.post(#"{"model":"gateproof-direct"}"#), status: 400),
        Refused(
            testDescription: "unknown model", request: Request.post(#"{"model":"x",\#(Request.messages)}"#),
            status: 404, code: "model_not_found"),
        Refused(testDescription: "folded line", request: Request.post(body, fields: ["X-A: 1\r\n  2"]), status: 400),
        Refused(testDescription: "bare CR", request: Request.post(body, fields: ["X-A: 1\r2"]), status: 400),
        Refused(testDescription: "blank before colon", request: Request.post(body, fields: ["X-A : 1"]), status: 400),
        Refused(testDescription: "bad name", request: Request.post(body, fields: ["X(A): 1"]), status: 400),
        Refused(
            testDescription: "control character", request: Request.post(body, fields: ["X-A: \u{01}"]), status: 400),
        Refused(
            testDescription: "both framings", request: Request.post(body, fields: ["Transfer-Encoding: chunked"]),
            status: 400),
        Refused(
            testDescription: "two lengths", request: Request.post(body, fields: ["Content-Length: 3"]), status: 400),
        Refused(
            testDescription: "odd coding",
            request: "POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
            status: 400),
        Refused(
            testDescription: "no host", request: "GET /v1/models HTTP/1.1\r\nAuthorization: Bearer sk-client\r\n\r\n",
            status: 400),
        Refused(
            testDescription: "too large",
            request: Request.post(body, fields: []).replacing(
                "Content-Length: \(body.utf8.count)", with: "Content-Length: 99999999"), status: 413),
        Refused(
            testDescription: "long head",
            request: Request.post(body, fields: ["X-A: " + String(repeating: "a", count: 70_000)]), status: 431),
        Refused(
            testDescription: "compressed body", request: Request.post(body, fields: ["Content-Encoding: gzip"]),
            status: 415),
        Refused(
            testDescription: "broken chunks",
            request: "POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            status: 400),
        Refused(testDescription: "other version", request: "GET /v1/models HTTP/3.0\r\nHost: g\r\n\r\n", status: 505),
        Refused(testDescription: "no request line", request: "hello\r\n\r\n", status: 400),
    ]
}

@Suite struct RefusalTests {
    @Test(arguments: Refused.all) func answersWithAnErrorObject(refused: Refused) async throws {
        try await Bench.run([[.write(Request.json("one"))]]) { bench in
            let response = try await bench.ask(refused.request)
            #expect(response.status == refused.status)
            #expect(response.field("content-type") == "application/json")
            #expect(response.field("x-request-id") != nil)
            #expect(response.field("date") != nil)
            let error = try JSON.parse(response.body)["error"]
            #expect(error?["message"]?.stringValue?.isEmpty == false)
            #expect(error?["type"]?.stringValue != nil)
            if let code = refused.code { #expect(error?["code"]?.stringValue == code) }
            #expect(bench.primary.requests.isEmpty)
        }
    }

    @Test func namesWhatIsAllowed() async throws {
        try await Bench.run([[]]) { bench in
            let head = "HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer sk-client\r\n\r\n"
            let wrong = try await bench.ask("GET /v1/embeddings \(head)")
            #expect(wrong.field("allow") == "POST, OPTIONS")
            let options = try await bench.ask("OPTIONS /v1/embeddings \(head)")
            #expect(options.status == 204)
            let unknown = try await bench.ask(Request.post("{}", key: "x"))
            #expect(unknown.field("www-authenticate") != nil)
        }
    }

    @Test func listsItsModels() async throws {
        try await Bench.run([[]]) { bench in
            let head = "HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer sk-client\r\n\r\n"
            let list = try JSON.parse(try await bench.ask("GET /v1/models \(head)").body)
            #expect(list["data"]?.elements?.count == 2)
            let model = try await bench.ask("GET /v1/models/gateproof-direct \(head)")
            #expect(model.status == 200)
            let client = try await TestClient(port: bench.port)
            try await client.send("HEAD /v1/models \(head)OPTIONS /v1/models \(head)")
            let both = try await client.wait { $0.text.contains("HTTP/1.1 204") }.text
            #expect(both.contains(/^HTTP\/1.1 200 OK\r\n[^{]*\r\n\r\nHTTP\/1.1 204/))
        }
    }

    @Test func saysContinueOnlyWhenItWantsTheBody() async throws {
        try await Bench.run([[.write(Request.json("one"))]]) { bench in
            let text = Request.chat(fields: ["Expect: 100-continue"])
            let end = try #require(text.firstRange(of: "\r\n\r\n")).upperBound
            let client = try await TestClient(port: bench.port)
            try await client.send(String(text[..<end]))
            try await client.wait { $0.text.contains("100 Continue") }
            try await client.send(String(text[end...]))
            try await client.wait { $0.text.contains("HTTP/1.1 200") }
            #expect(client.received.text.contains("HTTP/1.1 200"))
            let refused = try await bench.ask(String(text[..<end]).replacing("sk-client", with: "x"))
            #expect(refused.status == 401)
        }
    }

    @Test func readsChunkedBodies() async throws {
        try await Bench.run([[.write(Request.json("one"))]]) { bench in
            let head = Request.post("", fields: ["Transfer-Encoding: chunked"]).replacing(
                "Content-Length: 0\r\n", with: "")
            let response = try await bench.ask(head + Request.chunk(Refused.body) + Request.last)
            #expect(response.status == 200)
            #expect(
                bench.primary.requests.first?.hasSuffix(Refused.body.replacing("gateproof-direct", with: "up-1"))
                    == true)
        }
    }
}
