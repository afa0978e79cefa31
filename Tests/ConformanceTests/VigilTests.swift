import Conformance
import Results
import Suites
import Synchronization
import Testing
import Wire

/// The death of a gateway is told once, and blamed on no case that it did not see.
@Suite struct VigilTests {
    private static let body =
        #"{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"#
        + #""assistant","content":"Hi"},"finish_reason":"stop"}]}"#

    private final class Journal: Sendable {
        let bodies = Mutex<[String: [UInt8]]>([:])
        let asked = Mutex(0)
    }

    /// What the gateway's end gives to the request of that number, counted from 1; nil for an ordinary answer.
    private func run(_ trouble: @escaping @Sendable (Int) -> Ending?) async throws -> [CaseRecord] {
        let journal = Journal()
        let client = ScriptedClient { request in
            journal.bodies.withLock { $0[request.marker ?? ""] = request.body }
            guard request.origin.hasSuffix(":4000") else { return Fixture.record(request, body: Self.body) }
            let number = journal.asked.withLock { count in
                count += 1
                return count
            }
            guard let ending = trouble(number) else { return Fixture.record(request, body: Self.body) }
            let start = Instant(nanoseconds: 1_000_000)
            return ClientRecord(request: request, started: start, ending: ending, ended: start + 1_000_000)
        }
        let providers = ScriptedProviders { marker in
            let request = journal.bodies.withLock { $0[marker] ?? [] }
            return [Fixture.attempt(.primary, marker: marker, request: request, body: Self.body)]
        }
        let world = World(exchanger: client, providers: providers)
        let wiring = Wiring(
            target: Fixture.target, clientKey: "sk-test-client-canary", identities: providers.identities)
        var player = CasePlayer(
            world: world, wiring: wiring, seed: 7, keepAllEvidence: false, replayPrefix: "gateproof run")
        player.vigil = Vigil(world: world, wiring: wiring, mutes: 1, pause: .zero)
        let runner = Runner(player: player, known: KnownFailing(), jobs: 1, recover: {})
        var records: [CaseRecord] = []
        try await runner.run([Fixture.planned("areas.one.first")]) { records.append($0) }
        return records
    }

    @Test func aGatewayThatIsGoneEndsTheRun() async throws {
        let error = await #expect(throws: GatewayGone.self) { try await run { _ in .refused } }
        #expect(error?.description.contains("was lost during the run") == true)
    }

    @Test func aCaseDuringARestartIsPlayedAgain() async throws {
        let records = try await run { $0 < 3 ? .refused : nil }
        #expect(records.map(\.verdict) == [.pass])
    }

    @Test func aGatewayThatHangsEndsTheRunAndNamesTheCase() async throws {
        let error = await #expect(throws: GatewayGone.self) { try await run { _ in .timedOut } }
        #expect(error?.suspects == ["areas.one.first"])
    }

    @Test func oneAnswerThatIsMissingStaysAFailure() async throws {
        let records = try await run { $0 == 1 ? .reset : nil }
        #expect(records.map(\.verdict) == [.fail])
    }
}
