import Suites
import Testing
import Wire

@testable import MockProvider

struct FaultTests {
    struct Row: Sendable {
        var fault: ConnectionFault
        var end: RawClient.End
        var ending: Attempt.ScriptEnding
    }

    @Test(arguments: [
        Row(fault: .resetAfterRequest, end: .reset, ending: .reset),
        Row(fault: .resetAfterHead, end: .reset, ending: .reset),
        Row(fault: .closeAfterRequest, end: .fin, ending: .closed),
        Row(fault: .silent, end: .timedOut, ending: .stalled),
    ])
    func answersNothing(_ row: Row) async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(30)
            try await fleet.arm(marker: marker, scenario: .both(.stream([.data("x")]), fault: row.fault))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            let (bytes, end) = client.read(timeout: row.end == .timedOut ? 100 : 5000)
            #expect(bytes.isEmpty)
            #expect(end == row.end)
            let attempts = try await fleet.collect(marker: marker, graceMilliseconds: 20)
            #expect(attempts.map(\.ending) == [row.ending])
            #expect(attempts.map(\.marker) == [String(marker.suffix(16))])
        }
    }

    @Test func resetsAtTheHeadBeforeTheBodyCame() async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(31)
            try await fleet.arm(marker: marker, scenario: .both(.stream([]), fault: .resetAfterHead))
            let client = RawClient(port: fleet.port(.primary))
            client.send("POST / HTTP/1.1\r\ncontent-length: 1000000\r\n\r\n")
            #expect(client.read().end == .reset)
            let attempt = try #require(try await fleet.collect(marker: marker, graceMilliseconds: 20).first)
            #expect(attempt.bodyRead == nil)
            #expect(attempt.headRead != nil)
        }
    }

    @Test func refusesAndOpensAgain() async throws {
        try await ProviderFleet.with { fleet in
            let port = fleet.port(.primary)
            let idle = RawClient(port: port)
            idle.send("GET /health HTTP/1.1\r\n\r\n")
            _ = idle.text(endingWith: "}")
            let marker = marker(32)
            try await fleet.arm(marker: marker, scenario: .both(.stream([.data("x")]), fault: .refuse))
            #expect(RawClient(port: port).isRefused)
            #expect(idle.read().end == .fin)
            let backup = RawClient(port: fleet.port(.backup))
            backup.send(RawClient.request(marker))
            #expect(backup.text(endingWith: "0\r\n\r\n").contains("data: x"))
            let attempts = try await fleet.collect(marker: marker, graceMilliseconds: 100)
            #expect(attempts.map(\.provider) == [.backup])
            #expect(!RawClient(port: port).isRefused)
        }
    }

    @Test func staysRefusedWhileAnyCaseWantsIt() async throws {
        try await ProviderFleet.with { fleet in
            for number in [33, 34] {
                try await fleet.arm(marker: marker(number), scenario: .both(.stream([]), fault: .refuse))
            }
            _ = try await fleet.collect(marker: marker(33), graceMilliseconds: 0)
            #expect(RawClient(port: fleet.port(.primary)).isRefused)
            _ = try await fleet.collect(marker: marker(34), graceMilliseconds: 0)
            #expect(!RawClient(port: fleet.port(.primary)).isRefused)
        }
    }

    @Test func isDeafUntilCollected() async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(35)
            try await fleet.arm(marker: marker, scenario: .both(.stream([]), fault: .deaf))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            #expect(client.read(timeout: 50).end == .timedOut)
            let attempts = try await fleet.collect(marker: marker, graceMilliseconds: 10)
            #expect(attempts.map(\.ending) == [.stalled])
            #expect(attempts.first?.head.target == "/v1/chat/completions")
            #expect(attempts.first?.headRead == nil)
            #expect(client.read().end != .timedOut)
            let next = RawClient(port: fleet.port(.primary))
            next.send("GET /health HTTP/1.1\r\n\r\n")
            #expect(next.text(endingWith: "}").contains("ok"))
        }
    }

    @Test func turnsIdleConnectionsDeafToo() async throws {
        try await ProviderFleet.with { fleet in
            let clients = (0..<2).map { _ in RawClient(port: fleet.port(.primary)) }
            for client in clients {
                client.send("GET /health HTTP/1.1\r\n\r\n")
                _ = client.text(endingWith: "}")
            }
            let marker = marker(36)
            try await fleet.arm(marker: marker, scenario: .both(.stream([]), fault: .deaf))
            clients[0].send(RawClient.request(marker))
            #expect(clients[0].read(timeout: 50).end == .timedOut)
            let attempts = try await fleet.collect(marker: marker, graceMilliseconds: 10)
            #expect(attempts.map { String(decoding: $0.body, as: UTF8.self).contains(marker) } == [true])
        }
    }
}
