import Suites
import Testing
import Wire

@testable import MockProvider

/// Every way a script may leave its connection, over a real socket.
struct EndingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var steps: [Step]
        var framing = Encoding.Framing.chunked
        /// The text after the head, and how the connection ended for the client.
        var body: String
        var end: RawClient.End
        var ending: Attempt.ScriptEnding
        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "close-delimited end", steps: [.bytes([0x41])], framing: .close, body: "A", end: .fin,
            ending: .complete),
        Row(
            name: "FIN in a chunked body", steps: [.bytes([0x41]), .close], body: "1\r\nA\r\n", end: .fin,
            ending: .closed),
        Row(name: "FIN before the body", steps: [.close], body: "", end: .fin, ending: .closed),
        Row(
            name: "RST", steps: [.data("x"), .awaitClient(event: 1), .reset], body: "9\r\ndata: x\n\n\r\n", end: .reset,
            ending: .reset),
        Row(
            name: "wait, then FIN", steps: [.wait(milliseconds: 5), .bytes([0x41]), .close], framing: .length,
            body: "A", end: .fin, ending: .complete),
    ]

    @Test(arguments: rows)
    func leavesAsAsked(_ row: Row) async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(10)
            try await fleet.arm(marker: marker, scenario: .both(.stream(row.steps) { $0.framing = row.framing }))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            var (bytes, end) = client.read { String(decoding: $0, as: UTF8.self).hasSuffix("\r\n\r\n" + row.body) }
            if end == nil {
                fleet.clientReceived(marker: marker, event: 1)
                let rest = client.read()
                bytes += rest.bytes
                end = rest.end
            }
            #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\r\n\r\n" + row.body))
            #expect(end == row.end)
            let attempts = try await fleet.collect(marker: marker, graceMilliseconds: 2000)
            #expect(attempts.map(\.ending) == [row.ending])
            #expect(attempts.map(\.acceptedBytes) == [row.body.utf8.count])
        }
    }

    @Test func cutsInsideTheHead() async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(11)
            let head = Step.Head(verbatim: Array("HTTP/1.1 200 O".utf8))
            try await fleet.arm(marker: marker, scenario: .both(Behaviour(steps: [.head(head), .close])))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            let (bytes, end) = client.read()
            #expect(String(decoding: bytes, as: UTF8.self) == "HTTP/1.1 200 O")
            #expect(end == .fin)
            let attempt = try #require(try await fleet.collect(marker: marker, graceMilliseconds: 2000).first)
            #expect(attempt.sentHead == nil)
            #expect(attempt.sentHeadBytes == bytes)
            #expect(attempt.ending == .closed)
        }
    }

    @Test(arguments: [false, true])
    func seesTheGatewayLeaveAStalledAnswer(reset: Bool) async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(12)
            try await fleet.arm(marker: marker, scenario: .both(.stream([.data("x"), .stall])))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            _ = client.text(endingWith: "data: x\n\n\r\n")
            if reset { client.abort() } else { client.close() }
            let attempt = try #require(try await fleet.collect(marker: marker, graceMilliseconds: 5000).first)
            #expect(attempt.ending == .stalled)
            #expect(attempt.peerClose?.reset == reset)
            #expect(attempt.peerClose?.acceptedBytes == attempt.sentBody.bytes.count)
        }
    }

    @Test(arguments: [false, true])
    func noticesThatTheGatewayLeftFirst(reset: Bool) async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(13)
            let steps: [Step] = [
                .data("x"), .awaitClose(milliseconds: 5000), .wait(milliseconds: 1), .data("y"), .done,
            ]
            try await fleet.arm(marker: marker, scenario: .both(.stream(steps)))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            _ = client.text(endingWith: "data: x\n\n\r\n")
            if reset { client.abort() } else { client.close() }
            let attempt = try #require(try await fleet.collect(marker: marker, graceMilliseconds: 5000).first)
            #expect(attempt.peerClose?.reset == reset)
            #expect(attempt.ending == .abandoned)
        }
    }

    @Test func closesAStalledConnectionWhenItIsCollected() async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(14)
            try await fleet.arm(marker: marker, scenario: .both(.stream([.stall])))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            _ = client.text(endingWith: "\r\n\r\n")
            let attempts = try await fleet.collect(marker: marker, graceMilliseconds: 20)
            #expect(attempts.map(\.ending) == [.stalled])
            #expect(attempts.first?.peerClose == nil)
            #expect(client.read().end == .fin)
        }
    }

    @Test func staysHonestWhenTheGatewayReadsNothing() async throws {
        try await ProviderFleet.with { fleet in
            let marker = marker(15)
            try await fleet.arm(marker: marker, scenario: .both(.stream([.filler(events: 400, size: 60_000)])))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            _ = client.read { !$0.isEmpty }
            let attempt = try #require(try await fleet.collect(marker: marker, graceMilliseconds: 300).first)
            #expect(attempt.ending == .playing)
            #expect(attempt.acceptedBytes > 0)
            #expect(attempt.acceptedBytes < 400 * 60_000)
            #expect(attempt.sentBody.bytes.count - attempt.acceptedBytes <= 64 << 10)
        }
    }
}
