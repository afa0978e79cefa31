import Testing

@testable import ReferenceGateway

@Suite struct PassThroughTests {
    @Test func passesAnAnswerByteForByte() async throws {
        try await Bench.run([[.write(Request.json("one"))]]) { bench in
            let response = try await bench.ask(Request.chat())
            #expect(response.status == 200)
            #expect(response.body == Request.completion("one"))
            #expect(response.field("x-gateproof-provider") == "primary")
        }
    }

    @Test func rewritesOnlyTheModel() async throws {
        let body =
            #" {"a":{"model":"gateproof-direct"}, "model" :"gateproof\u002ddirect" ,"#
            + #""seed":9007199254740993,"t":1.0,\#(Request.messages)}"#
        try await Bench.run([[.write(Request.json("one"))]]) { bench in
            _ = try await bench.ask(Request.post(body))
            let sent = bench.primary.requests.first?.split(separator: "\r\n\r\n", maxSplits: 1).last
            #expect(sent.map(String.init) == body.replacing(#""gateproof\u002ddirect""#, with: #""up-1""#))
        }
    }

    @Test func passesAStreamByteForByte() async throws {
        let events = [Request.event("Hé"), Request.event("北京🙂"), Request.finish, Request.done]
        try await Bench.run([[.write(Request.stream(events))]]) { bench in
            let response = try await bench.ask(Request.chat(stream: true))
            #expect(response.status == 200)
            #expect(response.body == events.joined())
            #expect(response.isWhole)
            #expect(response.field("content-type") == "text/event-stream")
            #expect(response.field("x-accel-buffering") == "no")
        }
    }

    @Test func sendsEachEventBeforeTheNextIsThere() async throws {
        let gate = Gate()
        let steps: [ProviderStep] = [
            .write(Request.streamHead + Request.chunk(Request.event("one"))), .gate(gate),
            .write(Request.chunk(Request.finish) + Request.chunk(Request.done) + Request.last),
        ]
        try await Bench.run([steps]) { bench in
            let client = try await TestClient(port: bench.port)
            try await client.send(Request.chat(stream: true))
            let first = try await client.wait { $0.text.contains("one") }
            #expect(first.text.contains("\"one\""))
            gate.open()
            #expect(try await client.response().body.hasSuffix(Request.done))
        }
    }

    @Test func keepsConnectionsOnBothSides() async throws {
        try await Bench.run([[.write(Request.json("one"))]]) { bench in
            let client = try await TestClient(port: bench.port)
            for count in 1...5 {
                try await client.send(Request.chat())
                try await client.wait { $0.text.components(of: "HTTP/1.1 200") == count }
            }
            #expect(client.received.text.components(of: "HTTP/1.1 200") == 5)
            #expect(bench.primary.journal.entries.connections == 1)
        }
    }
}

extension String {
    func components(of text: String) -> Int {
        ranges(of: text).count
    }
}
