import Conformance
import Results
import Suites
import Synchronization
import Testing
import Wire

/// A client that is to leave some time after a provider got its request, in a world where that takes its time.
@Suite struct DepartureTests {
    /// Stays until it is cancelled, as a client does that nobody answers.
    private struct PatientClient: Exchanger {
        let left: Counter

        func exchange(_ request: ClientRequest, observer: (any ExchangeObserver)?) async -> ClientRecord {
            try? await Task.sleep(for: .seconds(60))
            left.add()
            var record = Fixture.record(request, body: "{}")
            record.ending = .aborted
            return record
        }
    }

    @Test func theClientStaysUntilAProviderHasTheRequest() async throws {
        let left = Counter()
        let asked = Counter()
        let leftWhenAsked = Counter()
        // The third look finds the request; until then the client must not have left.
        let providers = ScriptedProviders { marker in
            if asked.add() < 3 {
                if left.value > 0 { leftWhenAsked.add() }
                return []
            }
            return [Fixture.attempt(.primary, marker: marker, request: [], body: "{}")]
        }
        let world = World(exchanger: PatientClient(left: left), providers: providers)
        let wiring = Wiring(target: Fixture.target, clientKey: "k", identities: providers.identities)
        let player = CasePlayer(
            world: world, wiring: wiring, seed: 1, keepAllEvidence: true, replayPrefix: "gateproof run")
        let record = try await player.play(Fixture.planned("areas.one.leaves"))
        #expect(record.reason == nil)
        #expect(leftWhenAsked.value == 0)
        #expect(left.value == 1)
        #expect(asked.value >= 3)
    }
}

/// A number that closures may share.
private final class Counter: Sendable {
    private let count = Mutex<Int>(0)

    @discardableResult func add() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }

    var value: Int { count.withLock { $0 } }
}
