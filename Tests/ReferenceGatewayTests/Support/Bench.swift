import Testing

@testable import ReferenceGateway

/// A gateway between test providers, torn down after the test.
struct Bench {
    let gateway: ReferenceGateway
    let port: Int
    let primary: TestProvider
    let backup: TestProvider

    /// Runs a test body with both providers playing their steps.
    static func run(
        _ primary: [[ProviderStep]], backup: [[ProviderStep]] = [[.write(Request.json("backup"))]],
        behaviour: Behaviour? = nil, configure: (inout GatewayConfiguration) -> Void = { _ in },
        _ test: (Bench) async throws -> Void
    ) async throws {
        let first = try await TestProvider(primary)
        let second = try await TestProvider(backup)
        var configuration = GatewayConfiguration(
            primary: .init(name: "primary", port: first.port, key: "sk-primary", model: "up-1"),
            backup: .init(name: "backup", port: second.port, key: "sk-backup", model: "up-2"),
            clientKeys: ["sk-client"], behaviour: behaviour)
        configuration.timeouts.head = 60_000
        configure(&configuration)
        let gateway = ReferenceGateway(configuration)
        let bench = Bench(gateway: gateway, port: try await gateway.start(), primary: first, backup: second)
        do { try await test(bench) } catch { Issue.record(error) }
        try await gateway.stop()
        try await first.stop()
        try await second.stop()
    }

    /// Sends one request on a connection of its own and reads the answer.
    func ask(_ request: String) async throws -> TestResponse {
        let client = try await TestClient(port: port)
        try await client.send(request)
        let response = try await client.response()
        try? await client.close()
        return response
    }
}

/// Messages as they stand on the wire.
enum Request {
    static let messages = #""messages":[{"role":"user","content":"hi"}]"#

    static func post(
        _ body: String, path: String = "/v1/chat/completions", key: String? = "sk-client", fields: [String] = []
    ) -> String {
        let lines = fields + (key.map { ["Authorization: Bearer \($0)"] } ?? [])
        let head = ["POST \(path) HTTP/1.1", "Host: gateway", "Content-Type: application/json"] + lines
        return (head + ["Content-Length: \(body.utf8.count)"]).joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    static func chat(route: String = "direct", stream: Bool = false, fields: [String] = []) -> String {
        post(#"{"model":"gateproof-\#(route)","stream":\#(stream),\#(messages)}"#, fields: fields)
    }

    static func answer(_ status: Int, _ body: String, fields: [String] = ["Content-Type: application/json"]) -> String {
        let head = ["HTTP/1.1 \(status) Said"] + fields + ["Content-Length: \(body.utf8.count)"]
        return head.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    static func completion(_ word: String) -> String {
        #"{"id":"c1","object":"chat.completion","created":1,"model":"up","choices":[{"index":0,"message":{"role":"#
            + #""assistant","content":"\#(word)"},"finish_reason":"stop"}],"x":1.0}"#
    }

    static func json(_ word: String) -> String {
        answer(200, completion(word))
    }

    static let streamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

    static func chunk(_ payload: String) -> String {
        String(payload.utf8.count, radix: 16) + "\r\n" + payload + "\r\n"
    }

    static func event(_ content: String, finish: String = "null") -> String {
        #"data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":{"#
            + #""content":"\#(content)"},"finish_reason":\#(finish)}]}"# + "\n\n"
    }

    static let finish = event("", finish: #""stop""#)
    static let done = "data: [DONE]\n\n"
    static let last = "0\r\n\r\n"

    static func stream(_ events: [String]) -> String {
        streamHead + events.map(chunk).joined() + last
    }
}
