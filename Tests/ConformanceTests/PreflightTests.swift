import Conformance
import Suites
import Testing
import Wire

/// What is said of a gateway that cannot be judged at all.
@Suite struct PreflightTests {
    private func problem(_ ending: Ending, status: Int? = nil, location: String? = nil) async throws -> String? {
        let client = ScriptedClient { request in
            let start = Instant(nanoseconds: 1_000_000)
            let fields = location.map { [HeaderField("Location", $0)] } ?? []
            return ClientRecord(
                request: request, started: start,
                head: status.map { ResponseHead(status: $0, fields: HeaderFields(fields)) }, ending: ending,
                ended: start + 1_000_000)
        }
        let providers = ScriptedProviders { _ in [] }
        let wiring = Wiring(
            target: Fixture.target, clientKey: "sk-test-client-canary", identities: providers.identities)
        return try await Preflight(world: World(exchanger: client, providers: providers), wiring: wiring).problem()
    }

    @Test(arguments: [
        (Ending.refused, "no gateway answers"), (.timedOut, "said nothing for 30 s"),
        (.reset, "closes the connection without an answer"), (.noAnswer, "if it speaks TLS, write https://"),
        (.malformed("no HTTP"), "is this the gateway's port?"), (.limit("too much"), "is this the gateway's port?"),
        (.failed("odd"), "(odd)"),
    ])
    func silenceIsToldByItsKind(ending: Ending, words: String) async throws {
        #expect(try await problem(ending)?.contains(words) == true)
    }

    @Test func aVersionThatIsTwiceInThePathIsTold() async throws {
        let client = ScriptedClient { Fixture.record($0, body: "{}") }
        let providers = ScriptedProviders { marker in
            var attempt = Fixture.attempt(.primary, marker: marker, request: [], body: "{}")
            attempt.head.target = "/v1/v1/chat/completions"
            return [attempt]
        }
        let wiring = Wiring(
            target: Fixture.target, clientKey: "sk-test-client-canary", identities: providers.identities)
        let world = World(exchanger: client, providers: providers)
        #expect(try await Preflight(world: world, wiring: wiring).problem()?.contains("leave /v1 out") == true)
    }

    @Test(arguments: [
        (302, "answers with a redirect (HTTP 302 to https://login.example.com/)"), (401, "refused the key"),
        (200, "never reached the primary provider"), (404, "never reached the primary provider"),
    ])
    func anAnswerWithoutAProviderIsToldByItsStatus(status: Int, words: String) async throws {
        #expect(
            try await problem(.complete, status: status, location: "https://login.example.com/")?.contains(words)
                == true)
    }
}
