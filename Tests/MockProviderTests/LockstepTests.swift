import Suites
import Testing
import Wire

@testable import MockProvider

struct LockstepTests {
    @Test func writesTheNextEventOnlyWhenTheClientHasTheLast() async throws {
        try await ProviderFleet.with(options: .init(lockstep: LockstepLimits(first: 20_000))) { fleet in
            let marker = marker(20)
            let steps: [Step] = (1...4).flatMap { [Step.data("e\($0)"), .awaitClient(event: 0)] }
            try await fleet.arm(marker: marker, scenario: .both(.stream(steps)))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            for event in 1...4 {
                let text = client.text(endingWith: "data: e\(event)\n\n\r\n")
                #expect(!text.contains("data: e\(event + 1)"))
                fleet.clientReceived(marker: marker, event: event)
            }
            _ = client.text(endingWith: "0\r\n\r\n")
            let attempt = try #require(try await fleet.collect(marker: marker, graceMilliseconds: 2000).first)
            #expect(attempt.lockstep.map(\.event) == [1, 2, 3, 4])
            #expect(attempt.lockstep.allSatisfy { $0.released != nil })
            #expect(attempt.lockstep.map(\.bytesBefore) == [15, 30, 45, 60])
            #expect(attempt.events.count == 4)
        }
    }

    @Test func recordsWhatWasHeldAndGoesOn() async throws {
        try await ProviderFleet.with(options: .init(lockstep: LockstepLimits(first: 30, later: 10))) { fleet in
            let marker = marker(21)
            let steps: [Step] = (1...6).flatMap { [Step.data("e\($0)"), .awaitClient(event: 0)] }
            try await fleet.arm(marker: marker, scenario: .both(.stream(steps)))
            let client = RawClient(port: fleet.port(.primary))
            client.send(RawClient.request(marker))
            _ = client.text(endingWith: "0\r\n\r\n")
            let attempt = try #require(try await fleet.collect(marker: marker, graceMilliseconds: 2000).first)
            #expect(attempt.lockstep.map(\.event) == [1, 2, 3])
            #expect(attempt.lockstep.allSatisfy { $0.released == nil })
            #expect(attempt.ending == .complete)
        }
    }

    @Test func limitsShrinkWithEachHold() {
        let limits = LockstepLimits()
        #expect((0...4).map { limits.milliseconds(afterHolds: $0) } == [1000, 150, 150, nil, nil])
    }

    @Test func oneMarkerDoesNotReleaseAnother() async throws {
        try await ProviderFleet.with(options: .init(lockstep: LockstepLimits(first: 20_000))) { fleet in
            let markers = [marker(22), marker(23)]
            let clients = markers.map { _ in RawClient(port: fleet.port(.primary)) }
            for (marker, client) in zip(markers, clients) {
                try await fleet.arm(
                    marker: marker, scenario: .both(.stream([.data("x"), .awaitClient(event: 1), .data("${nonce}")])))
                client.send(RawClient.request(marker))
                _ = client.text(endingWith: "data: x\n\n\r\n")
            }
            fleet.clientReceived(marker: markers[1], event: 1)
            let nonce = markers[1].suffix(16)
            #expect(clients[1].text(endingWith: "0\r\n\r\n").contains("data: \(nonce)"))
            let held = try await fleet.collect(marker: markers[0], graceMilliseconds: 10)
            #expect(held.map(\.ending) == [.playing])
            #expect(held.first?.events.count == 1)
        }
    }
}
