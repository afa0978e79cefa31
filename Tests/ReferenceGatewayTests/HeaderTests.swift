import Testing
import Wire

@testable import ReferenceGateway

@Suite struct HeaderTests {
    /// Sends a request with fields and returns the head that the provider got.
    private func upstream(_ fields: [String], path: String = "/v1/chat/completions") async throws -> String {
        var head = ""
        try await Bench.run([[.write(Request.json("one"))]]) { bench in
            _ = try await bench.ask(Request.post(Refused.body, path: path, fields: fields))
            head = bench.primary.requests.first.map { String($0.prefix { $0 != "{" }) } ?? ""
        }
        return head
    }

    @Test func replacesTheCredential() async throws {
        let head = try await upstream(["X-Other: 1"])
        #expect(head.contains("Authorization: Bearer sk-primary\r\n"))
        #expect(!head.contains("sk-client"))
        #expect(head.contains("X-Other: 1\r\n"))
        #expect(head.contains("Via: 1.1 gateproof\r\n"))
        #expect(!head.contains("Host: gateway"))
    }

    @Test func takesTheKeyInOtherFields() async throws {
        try await Bench.run([[.write(Request.json("one"))]]) { bench in
            let response = try await bench.ask(Request.post(Refused.body, key: nil, fields: ["x-api-key: sk-client"]))
            #expect(response.status == 200)
            #expect(bench.primary.requests.first?.contains("x-api-key: sk-primary\r\n") == true)
        }
    }

    @Test func dropsWhatIsOfTheHop() async throws {
        let head = try await upstream([
            "Connection: keep-alive, X-Hop", "X-Hop: 1", "Keep-Alive: timeout=5", "TE: trailers",
            "Proxy-Authorization: Basic x",
            "Upgrade: h2c", "Cookie: a=b", "Expect: 100-continue",
        ]).lowercased()
        for name in [
            "connection:", "x-hop:", "keep-alive:", "te:", "proxy-authorization:", "upgrade:", "cookie:", "expect:",
        ] {
            #expect(!head.contains("\r\n\(name)"), "\(name)")
        }
    }

    @Test(arguments: [
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true),
        ("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x", true),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", false),
        ("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", false),
        ("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false),
        ("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false), ("nonsense", false),
    ])
    func forwardsOnlyAWellFormedTrace(value: String, passes: Bool) async throws {
        let head = try await upstream(["traceparent: \(value)", "tracestate: a=1", "tracestate: b=2"])
        #expect(head.contains("traceparent: \(value)\r\n") == passes)
        #expect(head.contains("tracestate: a=1\r\ntracestate: b=2\r\n") == passes)
    }

    @Test func keepsQueryAndEscapes() async throws {
        let head = try await upstream([], path: "/v1/chat/completions?api-version=2%2F1&x=a%20b")
        #expect(head.hasPrefix("POST /v1/chat/completions?api-version=2%2F1&x=a%20b HTTP/1.1\r\n"))
    }

    @Test func passesFieldsOfTheAnswer() async throws {
        let fields = [
            "Content-Type: application/json", "x-request-id: req_up", "retry-after-ms: 250", "Retry-After: 7",
            "x-should-retry: false", "x-ratelimit-reset-tokens: 6m0s", "openai-processing-ms: 3", "Vary: a", "Vary: b",
            "Set-Cookie: a=b", "Connection: X-Hop", "X-Hop: 1", "Keep-Alive: timeout=5", "x-echo: sk-primary",
        ]
        let body = #"{"error":{"message":"slow","type":"t","param":null,"code":"c","hint":1}}"#
        try await Bench.run([[.write(Request.answer(429, body, fields: fields))]]) { bench in
            let response = try await bench.ask(Request.chat())
            #expect(response.status == 429)
            #expect(response.body == body)
            for field in fields.prefix(9) { #expect(response.head.contains(field), "\(field)") }
            for name in ["set-cookie", "x-hop", "keep-alive", "x-echo"] {
                #expect(response.field(name) == nil, "\(name)")
            }
            #expect(response.head.components(of: "x-request-id") == 1)
        }
    }

    @Test func speaksToOldClients() async throws {
        let events = [Request.event("a"), Request.finish, Request.done]
        try await Bench.run([[.write(Request.stream(events))]]) { bench in
            let response = try await bench.ask(Request.chat(stream: true).replacing("HTTP/1.1", with: "HTTP/1.0"))
            #expect(response.field("transfer-encoding") == nil)
            #expect(response.field("connection") == "close")
            #expect(response.body == events.joined())
        }
    }
}
