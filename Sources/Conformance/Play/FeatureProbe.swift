package import Suites
internal import Wire

/// Finds out what a gateway without a target file of its own serves, by asking it once for each thing.
///
/// What it cannot find out by asking stays as the target says.
package struct FeatureProbe: Sendable {
    package var world: World
    package var wiring: Wiring
    /// The named requests of the suites.
    package var requests: [String: RequestPlan]
    /// The scripts of the mock providers.
    package var scripts: [String: Script]

    package init(world: World, wiring: Wiring, requests: [String: RequestPlan], scripts: [String: Script]) {
        self.world = world
        self.wiring = wiring
        self.requests = requests
        self.scripts = scripts
    }

    /// What shows that a gateway is more than a proxy, and what it is then taken to claim without being asked.
    private static let signs: Set = [
        "auth", "model.map", "validate", "errors.normalise", "sse.normalise", "stream.convert",
    ]
    private static let claims: Set = ["request-id", "headers.policy", "trace"]

    /// The request that shows whether an endpoint is served, by the feature that names it.
    private static let endpoints = [
        "completions": "endpoints/completions", "embeddings": "endpoints/embeddings-float",
        "responses": "endpoints/responses", "messages": "endpoints/messages", "models": "endpoints/models",
    ]

    /// The target without the features that its gateway turned out not to have.
    package func probed() async throws -> Target {
        var target = wiring.target
        for (feature, name) in Self.endpoints.sorted(by: { $0.key < $1.key }) where target.features.contains(feature) {
            guard let plan = requests[name], try await !serves(plan) else { continue }
            target.features.remove(feature)
        }
        if try await !asksForKey() { target.features.remove("auth") }
        if try await !refusesUnknownModels() { target.features.remove("model.map") }
        if try await relaysTraces() { target.features.remove("trace") }
        if try await takesAnyBody() { target.features.remove("validate") }
        target.features.subtract(try await repairsThatItLeaves())
        if target.features.isDisjoint(with: Self.signs) { target.features.subtract(Self.claims) }
        if target.failover != nil, try await !servesFailover(knowsModels: target.features.contains("model.map")) {
            target.failover = nil
            target.features = target.features.filter { $0 != "failover" && !$0.hasPrefix("failover.") }
        }
        return target
    }

    private func serves(_ plan: RequestPlan) async throws -> Bool {
        let answer = try await ask(plan, at: wiring.endpoint(.direct))
        return !answer.attempts.isEmpty || (200...299).contains(answer.client.head?.status ?? 0)
    }

    private func asksForKey() async throws -> Bool {
        let answer = try await ask(Self.chat(auth: .missing), at: wiring.endpoint(.direct))
        return answer.attempts.isEmpty
    }

    private func refusesUnknownModels() async throws -> Bool {
        var endpoint = wiring.endpoint(.direct)
        endpoint.model = "gateproof-unknown-model"
        return try await ask(Self.chat(), at: endpoint).attempts.isEmpty
    }

    /// Whoever takes part in a trace writes a parent id of its own (W3C Trace Context §3.4); whoever does not, relays.
    private func relaysTraces() async throws -> Bool {
        var plan = Self.chat()
        plan.fields.append("traceparent", Self.traceParent)
        let answer = try await ask(plan, at: wiring.endpoint(.direct))
        return answer.attempts.contains { $0.head.fields["traceparent"] == Self.traceParent }
    }

    /// What a gateway outside all tracing relays unchanged.
    package static let traceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    /// A gateway that knows its models was given this one for a purpose; one that takes any name must show the purpose.
    private func servesFailover(knowsModels: Bool) async throws -> Bool {
        let route = wiring.endpoint(.failover)
        guard try await !ask(Self.chat(), at: route).attempts.isEmpty else { return false }
        if knowsModels { return true }
        let ready = Scenario.Part(script: Preflight.script)
        var troubles = [Scenario.Part(fault: .resetAfterRequest, script: Preflight.script)]
        if let script = scripts["errors/503"] { troubles.append(Scenario.Part(script: script)) }
        for trouble in troubles {
            let answer = try await ask(Self.chat(), at: route, playing: Scenario(primary: trouble, backup: ready))
            if answer.attempts.contains(where: { $0.provider == .backup }) { return true }
        }
        return false
    }

    func ask(_ plan: RequestPlan, at endpoint: Endpoint, playing scenario: Scenario? = nil) async throws -> Exchange {
        let part = Scenario.Part(script: Preflight.script)
        let scenario = scenario ?? Scenario(primary: part, backup: part)
        let name = [plan.path, endpoint.model, plan.auth.rawValue, scenario.primary.script.name]
        var seed = CaseSeed(
            run: 1, caseID: name.joined(separator: " ") + scenario.primary.fault.rawValue + "\(plan.body.count)",
            repeat: 0)
        let nonce = seed.nonce()
        try await world.providers.arm(marker: nonce, scenario: scenario)
        let request = RequestBuilder(endpoint: endpoint, caseID: "probe").build(plan, nonce: nonce)
        let record = await world.exchanger.exchange(request, observer: nil)
        let attempts = try await world.providers.collect(marker: nonce, graceMilliseconds: 200)
        return Exchange(client: record, attempts: attempts)
    }

    static func chat(_ text: String = "{\(members)}", auth: RequestPlan.Auth = .valid) -> RequestPlan {
        RequestPlan(fields: [HeaderField("Content-Type", "application/json")], body: Array(text.utf8), auth: auth)
    }

    static let members = #""model":"${model}","messages":[{"role":"user","content":"${marker}"}]"#
}
