import Conformance
import Suites
import Synchronization
import Testing
import Wire

/// What a gateway without a target file is held to, after it was asked what it serves.
@Suite struct FeatureProbeTests {
    private static let repairs: Set = ["errors.normalise", "sse.normalise", "stream.convert"]
    private static let llm: Set = ["auth", "model.map", "validate", "request-id", "headers.policy", "trace"]
    private static let failover: Set = ["failover", "failover.5xx"]

    /// What the gateway of a made-up world does.
    struct Habits: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var mends = false
        var knowsModels = false
        var readsBodies = false
        var asksBackup = false
        var relaysTraces = false
    }

    private final class Journal: Sendable {
        let bodies = Mutex<[String: [UInt8]]>([:])
    }

    private func features(_ habits: Habits) async throws -> Target {
        let journal = Journal()
        let client = ScriptedClient { request in
            journal.bodies.withLock { $0[request.marker ?? ""] = request.body }
            return Fixture.record(request, body: habits.mends ? "mended" : "as it is")
        }
        let providers = ScriptedProviders { marker in
            let body = journal.bodies.withLock { $0[marker] ?? [] }
            let text = String(decoding: body, as: UTF8.self)
            if habits.knowsModels, text.contains("gateproof-unknown-model") { return [] }
            if habits.readsBodies, (try? JSON.parse(body)) == nil { return [] }
            let roles: [ProviderRole] = habits.asksBackup ? [.primary, .backup] : [.primary]
            return roles.map { role in
                var attempt = Fixture.attempt(role, marker: marker, request: body, body: "as it is")
                if habits.relaysTraces { attempt.head.fields.append("traceparent", FeatureProbe.traceParent) }
                return attempt
            }
        }
        var target = Fixture.target
        target.failover = Target.RouteBinding(baseURL: target.direct.baseURL, model: "gateproof-failover")
        target.features = Self.repairs.union(Self.llm).union(Self.failover).union(["chat"])
        return try await FeatureProbe(
            world: World(exchanger: client, providers: providers),
            wiring: Wiring(target: target, clientKey: "sk-test-client-canary", identities: providers.identities),
            requests: [:], scripts: Self.scripts
        ).probed()
    }

    private static let scripts = Dictionary(
        uniqueKeysWithValues: [
            "errors/html-502", "errors/text-500", "errors/detail-422", "text/event-lines", "text/comments",
            "json/plain", "text/plain", "errors/503",
        ].map { ($0, Script(name: $0, behaviours: [])) })

    @Test(arguments: [
        (Habits(testDescription: "a relay"), Set<String>()),
        (Habits(testDescription: "a relay with failover", asksBackup: true), failover),
        (
            Habits(testDescription: "one that relays traces", readsBodies: true, relaysTraces: true),
            llm.subtracting(["auth", "model.map", "trace"])
        ),
        (
            Habits(testDescription: "one that reads requests", readsBodies: true),
            llm.subtracting(["auth", "model.map"])
        ),
        (
            Habits(testDescription: "one that mends", mends: true),
            repairs.union(llm).subtracting(["auth", "model.map", "validate"])
        ),
        (
            Habits(testDescription: "one that knows its models", knowsModels: true),
            failover.union(llm).subtracting(["auth", "validate"])
        ),
    ])
    func aGatewayIsHeldToWhatItShows(habits: Habits, expected: Set<String>) async throws {
        let target = try await features(habits)
        #expect(target.features == expected.union(["chat"]))
        #expect((target.failover == nil) == !expected.contains("failover"))
    }
}
