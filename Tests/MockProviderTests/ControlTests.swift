import Suites
import Testing
import Wire

@testable import MockProvider

struct ControlTests {
    private static func remote(of fleet: ProviderFleet, token: String? = nil) async throws -> RemoteFleet {
        try await RemoteFleet.connect(
            primary: ListenAddress(port: fleet.port(.primary)), backup: ListenAddress(port: fleet.port(.backup)),
            token: token)
    }

    @Test func doesAcrossProcessesWhatTheFleetDoes() async throws {
        try await ProviderFleet.with(options: .init(token: "t", lockstep: LockstepLimits(first: 20_000))) { fleet in
            let remote = try await Self.remote(of: fleet, token: "t")
            #expect(remote.identities == fleet.identities)
            #expect(remote.clockOffset.nanoseconds == 0)
            let marker = marker(60)
            try await remote.arm(marker: marker, scenario: .both(.stream([.data("x"), .awaitClient(event: 1), .done])))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            _ = client.text(endingWith: "data: x\n\n\r\n")
            remote.clientReceived(marker: marker, event: 1)
            _ = client.text(endingWith: "0\r\n\r\n")
            let attempt = try #require(try await remote.collect(marker: marker, graceMilliseconds: 2000).first)
            #expect(attempt.ending == .complete)
            #expect(attempt.sentBody.bytes.count == attempt.acceptedBytes)
            #expect(attempt.lockstep.count == 1)
            #expect(String(decoding: attempt.body, as: UTF8.self).contains(marker))
            #expect(try await remote.strays().isEmpty)
        }
    }

    @Test func lendsPathsAndReportsStrays() async throws {
        try await ProviderFleet.with { fleet in
            let remote = try await Self.remote(of: fleet)
            let marker = marker(61)
            try await remote.arm(marker: marker, scenario: .both(.stream([.data("lent")])))
            try await remote.armUnmarked(path: "/v1/models", marker: marker)
            let client = RawClient(port: fleet.port(.primary))
            client.send("GET /v1/models HTTP/1.1\r\n\r\n")
            #expect(client.text(endingWith: "0\r\n\r\n").contains("lent"))
            client.send("GET /health HTTP/1.1\r\n\r\n")
            _ = client.text(endingWith: "}")
            #expect(try await remote.collect(marker: marker, graceMilliseconds: 1000).count == 1)
            #expect(try await remote.strays().map(\.head.target) == ["/health"])
        }
    }

    @Test(arguments: [nil, "wrong", "t2"])
    func wantsItsToken(token: String?) async throws {
        try await ProviderFleet.with(options: .init(token: "t")) { fleet in
            await #expect(throws: ControlError.self) { try await Self.remote(of: fleet, token: token) }
        }
    }

    @Test func saysWhatIsWrongWithARequest() async throws {
        try await ProviderFleet.with { fleet in
            let client = RawClient(port: fleet.port(.backup))
            client.send("POST /__gateproof/arm HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}")
            let (bytes, end) = client.read()
            #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 400"))
            #expect(end == .fin)
            let caller = ControlCaller(address: ListenAddress(port: fleet.port(.backup)), token: nil)
            await #expect(throws: ControlError.self) { try await caller.call("GET", "nothing", nil) }
        }
    }

    @Test func namesAPortThatIsTaken() async throws {
        try await ProviderFleet.with { fleet in
            let port = fleet.port(.primary)
            let error = await #expect(throws: ListenError.self) {
                try await ProviderFleet.start(primary: ListenAddress(port: 0), backup: ListenAddress(port: port))
            }
            #expect(error?.description.contains("127.0.0.1:\(port): the port is taken") == true)
            #expect(error?.description.contains("--backup") == true)
        }
    }

    @Test(arguments: ["0.0.0.0", "192.168.1.7", "example.org"])
    func doesNotOpenToOthersWithoutAToken(host: String) async {
        await #expect(throws: ListenError.self) {
            try await ProviderFleet.start(primary: ListenAddress(host: host, port: 0), backup: ListenAddress(port: 0))
        }
    }

    @Test(arguments: [
        ("127.0.0.1:9901", "127.0.0.1", 9901), ("9901", "127.0.0.1", 9901), ("[::1]:80", "::1", 80),
        (":7", "127.0.0.1", 7),
    ])
    func readsAddresses(text: String, host: String, port: Int) {
        #expect(ListenAddress(text) == ListenAddress(host: host, port: port))
    }

    @Test(arguments: ["", "x", "127.0.0.1:", "127.0.0.1:70000", "a:-1"])
    func refusesOtherAddresses(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test func movesEveryInstantToTheLocalClock() throws {
        var attempt = Attempt(
            provider: .primary, accepted: Instant(nanoseconds: 100), firstByte: Instant(nanoseconds: 101),
            head: RequestHead(method: "GET", target: "/"))
        attempt.headRead = Instant(nanoseconds: 102)
        attempt.bodyRead = Instant(nanoseconds: 103)
        attempt.headWritten = Instant(nanoseconds: 104)
        attempt.sentBody.append([1], at: Instant(nanoseconds: 105))
        attempt.events = [.init(index: 1, at: Instant(nanoseconds: 106), payload: 0..<1)]
        attempt.lockstep = [
            .init(event: 1, began: Instant(nanoseconds: 107), released: Instant(nanoseconds: 108), bytesBefore: 0)
        ]
        attempt.ended = Instant(nanoseconds: 109)
        attempt.peerClose = .init(at: Instant(nanoseconds: 110), reset: false, acceptedBytes: 0)
        let moved = String(decoding: try ControlMessage.encode(attempt.onLocalClock(offset: 50)), as: UTF8.self)
        for nanoseconds in 50...60 { #expect(moved.contains(#""nanoseconds":\#(nanoseconds)}"#)) }
        #expect(!moved.contains(#""nanoseconds":1"#))
    }

    @Test func takesTheQuickestProbe() {
        let at = Instant.init(nanoseconds:)
        let offset = ClockOffset(probes: [
            (at(0), at(5000), at(1000)), (at(2000), at(7010), at(2020)), (at(3000), at(9000), at(3500)),
        ])
        #expect(offset.nanoseconds == 5000)
        #expect(offset.uncertaintyNanoseconds == 10)
    }

    /// Every kind of step and encoding survives the way to another process.
    @Test func carriesScenariosWhole() throws {
        var encode = Encoding()
        encode.write = .at([1, 2])
        encode.chunkBoundary = .every(7)
        encode.lineEnd = .mixed
        let steps: [Step] = [
            .interim(status: 103, fields: []), .head(Step.Head(verbatim: [1, 255])), .data("é\u{0}"),
            .namedEvent(name: "a", data: "b"), .done,
            .comment(text: "c", blank: true), .control(lines: ["x"], blank: false), .bytes([0, 200]),
            .filler(events: 1, size: 2),
            .repeat(count: 2, steps: [.wait(milliseconds: 1)]), .awaitClient(event: 0), .awaitClose(milliseconds: 1),
            .end(trailers: [HeaderField("a", "b")]),
            .close, .reset, .stall,
        ]
        for fault in ConnectionFault.allCases {
            let scenario = Scenario.both(Behaviour(encode: encode, steps: steps), fault: fault)
            let message = ControlMessage.Arm(marker: "m", scenario: scenario)
            let back = try ControlMessage.decode(ControlMessage.Arm.self, ControlMessage.encode(message))
            #expect(back.scenario == scenario)
        }
    }
}
