import Testing

@testable import ReferenceGateway

/// Where a request stands when its client leaves.
enum Phase: String, Sendable, CaseIterable {
    case waiting, holding, streaming, collecting

    var isStream: Bool { self == .holding || self == .streaming }

    var steps: [ProviderStep] {
        switch self {
        case .waiting: []
        case .holding: [.write(Request.streamHead)]
        case .streaming: [.write(Request.streamHead + Request.chunk(Request.event("one")))]
        case .collecting: [.write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")]
        }
    }
}

@Suite struct LifecycleTests {
    @Test(arguments: Phase.allCases) func leavesTheProviderWithTheClient(phase: Phase) async throws {
        try await Bench.run([phase.steps]) { bench in
            let client = try await TestClient(port: bench.port)
            try await client.send(Request.chat(stream: phase.isStream))
            try await poll { bench.primary.requests.count == 1 }
            if phase == .streaming { try await client.wait { $0.text.contains("one") } }
            #expect(bench.primary.journal.entries.closed == 0)
            try await client.close()
            try await poll { bench.primary.journal.entries.closed == 1 }
            #expect(bench.primary.journal.entries.closed == 1)
        }
    }

    @Test func holdsTheProviderBackForASlowClient() async throws {
        let event = Request.event(String(repeating: "x", count: 16_000))
        let flood: [ProviderStep] = Array(repeating: .write(Request.chunk(event)), count: 2_000)
        let steps =
            [.write(Request.streamHead)] + flood + [.write(Request.chunk(Request.finish + Request.done) + Request.last)]
        try await Bench.run([steps]) { bench in
            let client = try await TestClient(port: bench.port, reads: false)
            try await client.send(Request.chat(stream: true))
            var before = -1
            while before != bench.primary.journal.entries.written {
                before = bench.primary.journal.entries.written
                try await Task.sleep(for: .milliseconds(150))
            }
            #expect(before < 2_000 * event.utf8.count / 4 * 3)
            try await client.startReading()
            try await poll { client.count > 2_000 * event.utf8.count }
            #expect(client.count > 2_000 * event.utf8.count)
        }
    }

    @Test func answersPipelinedRequestsInOrder() async throws {
        try await Bench.run([[.write(Request.json("one"))], [.write(Request.json("two"))]]) { bench in
            let client = try await TestClient(port: bench.port)
            try await client.send(Request.chat() + Request.chat())
            let text = try await client.wait { $0.text.contains("\"two\"") }.text
            let one = try #require(text.firstRange(of: "\"one\""))
            let two = try #require(text.firstRange(of: "\"two\""))
            #expect(one.lowerBound < two.lowerBound)
        }
    }

    @Test func readsRequestsInAnyPieces() async throws {
        try await Bench.run([[.write(Request.json("one"))]]) { bench in
            let client = try await TestClient(port: bench.port)
            for byte in Request.chat() { try await client.send(String(byte)) }
            let response = try await client.response()
            #expect(response.status == 200)
        }
    }

    @Test func takesBodiesUpToItsLimit() async throws {
        try await Bench.run([[.write(Request.json("one"))]]) { bench in
            let text = String(repeating: "é", count: 5 << 20)
            let body = #"{"messages":["\#(text)"],"model":"gateproof-direct"}"#
            let response = try await bench.ask(Request.post(body))
            #expect(response.status == 200)
            #expect(bench.primary.requests.first?.utf8.count ?? 0 > 10 << 20)
            #expect(bench.primary.requests.first?.hasSuffix(#""model":"up-1"}"#) == true)
        }
    }

    @Test func freesItsPort() async throws {
        let provider = GatewayConfiguration.Provider(name: "primary", port: 1, key: "k", model: nil)
        let gateway = ReferenceGateway(GatewayConfiguration(primary: provider, backup: provider, clientKeys: ["c"]))
        let port = try await gateway.start()
        try await gateway.stop()
        let second = ReferenceGateway(
            GatewayConfiguration(port: port, primary: provider, backup: provider, clientKeys: ["c"]))
        #expect(try await second.start() == port)
        try await second.stop()
    }
}
