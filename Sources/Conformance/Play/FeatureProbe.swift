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

    package init(world: World, wiring: Wiring, requests: [String: RequestPlan]) {
        self.world = world
        self.wiring = wiring
        self.requests = requests
    }

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
        if target.failover != nil, try await !servesFailover() {
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

    private func servesFailover() async throws -> Bool {
        try await !ask(Self.chat(), at: wiring.endpoint(.failover)).attempts.isEmpty
    }

    private func ask(_ plan: RequestPlan, at endpoint: Endpoint) async throws -> Exchange {
        var seed = CaseSeed(run: 1, caseID: plan.path + endpoint.model + plan.auth.rawValue, repeat: 0)
        let nonce = seed.nonce()
        let part = Scenario.Part(script: Preflight.script)
        try await world.providers.arm(marker: nonce, scenario: Scenario(primary: part, backup: part))
        let request = RequestBuilder(endpoint: endpoint, caseID: "probe").build(plan, nonce: nonce)
        let record = await world.exchanger.exchange(request, observer: nil)
        let attempts = try await world.providers.collect(marker: nonce, graceMilliseconds: 200)
        return Exchange(client: record, attempts: attempts)
    }

    private static func chat(auth: RequestPlan.Auth = .valid) -> RequestPlan {
        RequestPlan(
            fields: [HeaderField("Content-Type", "application/json")],
            body: Array(#"{"model":"${model}","messages":[{"role":"user","content":"${marker}"}]}"#.utf8), auth: auth)
    }
}
