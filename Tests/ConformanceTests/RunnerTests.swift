import Conformance
import Results
import Suites
import Synchronization
import Testing
import Wire

/// What a run makes of records, in worlds where both ends say what the test wants.
@Suite struct RunnerTests {
    /// What the provider says it sent; the client of an honest world gets the same.
    private static let body = answer("Hi")
    private static let altered = answer("Ho")

    private static func answer(_ content: String) -> String {
        #"{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"#
            + #""assistant","content":"\#(content)"},"finish_reason":"stop"}]}"#
    }

    /// A world whose client, behind the gateway, receives `received`.
    private func player(received: String, control: String = body) -> (CasePlayer, ScriptedClient) {
        let requests = Mutex<[String: [UInt8]]>([:])
        let shared = Box(requests)
        let client = ScriptedClient { request in
            shared.value.withLock { $0[request.marker ?? ""] = request.body }
            let throughGateway = request.origin.hasSuffix(":4000")
            return Fixture.record(request, body: throughGateway ? received : control)
        }
        let providers = ScriptedProviders { marker in
            let request = shared.value.withLock { $0[marker] ?? [] }
            return [Fixture.attempt(.primary, marker: marker, request: request, body: Self.body)]
        }
        let world = World(exchanger: client, providers: providers)
        let wiring = Wiring(
            target: Fixture.target, clientKey: "sk-test-client-canary", identities: providers.identities)
        return (
            CasePlayer(world: world, wiring: wiring, seed: 7, keepAllEvidence: false, replayPrefix: "gateproof run"),
            client
        )
    }

    private final class Box<Value: ~Copyable & Sendable>: Sendable {
        let value: Value
        init(_ value: consuming Value) { self.value = value }
    }

    private func run(
        _ ids: [String], received: String = body, known: KnownFailing = KnownFailing(), jobs: Int = 1
    )
        async throws -> [String: CaseRecord]
    {
        let runner = Runner(player: player(received: received).0, known: known, jobs: jobs, recover: {})
        var records: [String: CaseRecord] = [:]
        try await runner.run(ids.map { Fixture.planned($0) }) { records[$0.id] = $0 }
        return records
    }

    @Test func anHonestGatewayPasses() async throws {
        let records = try await run(["areas.one.first"])
        #expect(records["areas.one.first"]?.verdict == .pass)
        #expect(records["areas.one.first"]?.evidence == nil)
        #expect(records["areas.one.first"]?.attempts == 1)
    }

    @Test func anAlteredAnswerFailsWithEvidenceAndReplay() async throws {
        let records = try await run(["areas.one.first"], received: Self.altered)
        let record = try #require(records["areas.one.first"])
        #expect(record.verdict == .fail)
        #expect(record.findings.contains { $0.place.contains("content") })
        #expect(record.evidence?.exchanges.first?.attempts.first?.name == "primary")
        #expect(record.replay == "gateproof run --suite areas.one.first --seed 7")
    }

    @Test func theSameFindingIsNoFailureWhereTheRequirementOnlyReports() async throws {
        let records = try await run(["areas.one.info"], received: Self.altered)
        #expect(records["areas.one.info"]?.verdict == .pass)
        #expect(records["areas.one.info"]?.findings.isEmpty == false)
    }

    @Test func aBrokenControlRunIsTheHarnessesFault() async throws {
        let (player, _) = player(received: Self.body, control: #"{"id":"y"}"#)
        let record = try await player.play(Fixture.planned("areas.one.first"))
        #expect(record.verdict == .error)
        #expect(record.reason?.hasPrefix("the control run failed: without the gateway") == true)
    }

    @Test func aCaseWithoutControlRunIsSentOnce() async throws {
        let (player, client) = player(received: Self.body, control: "broken")
        let record = try await player.play(Fixture.planned("areas.one.blind"))
        #expect(record.verdict == .pass)
        #expect(client.requests.count == 1)
    }

    @Test(arguments: [
        ("areas.one.choices", "the target does not declare the feature `chat.n`"),
        ("areas.one.slow", "slow; runs with --slow"),
        ("areas.one.failover", "the target has no failover route"),
    ])
    func whatDoesNotApplyIsSaidAndNotSent(id: String, reason: String) async throws {
        let (player, client) = player(received: Self.body)
        let record = try await player.play(Fixture.planned(id))
        #expect(record.verdict == .notApplicable)
        #expect(record.reason == reason)
        #expect(client.requests.isEmpty)
    }

    @Test(arguments: [1, 4]) func dependentsOfAFailureAreBlocked(jobs: Int) async throws {
        let records = try await run(
            ["areas.one.second", "areas.one.first"], received: Self.altered, jobs: jobs)
        #expect(records["areas.one.first"]?.verdict == .fail)
        #expect(records["areas.one.second"]?.verdict == .blocked)
        #expect(records["areas.one.second"]?.reason == "depends on areas.one.first, which did not pass")
    }

    @Test func everyCaseIsReportedOnceWhateverTheJobs() async throws {
        let ids = [
            "areas.one.first", "areas.one.second", "areas.one.alone", "areas.one.choices", "areas.one.blind",
            "areas.one.info",
        ]
        for jobs in [1, 2, 16] {
            let records = try await run(ids, jobs: jobs)
            #expect(Set(records.keys) == Set(ids))
        }
    }

    @Test func nothingOfTheSecretsReachesTheRecord() async throws {
        let leak = Self.answer("sk-test-client-canary sk-gp-primary-Qm3vT8xK1c")
        let record = try #require(try await run(["areas.one.first"], received: leak)["areas.one.first"])
        let text = "\(record)"
        #expect(record.verdict == .fail)
        #expect(!text.contains("sk-test-client-canary"))
        #expect(!text.contains("sk-gp-primary-Qm3vT8xK1c"))
    }
}
