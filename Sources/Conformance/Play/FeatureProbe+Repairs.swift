internal import Checks
internal import Suites
internal import Wire

extension FeatureProbe {
    /// What a gateway must be seen to touch before it is judged on mending it: by feature, what providers say wrongly.
    private static let repairs: [(feature: String, plays: [(script: String, stream: Bool)])] = [
        ("errors.normalise", [("errors/html-502", false), ("errors/text-500", false), ("errors/detail-422", false)]),
        ("sse.normalise", [("text/event-lines", true), ("text/comments", true)]),
        ("stream.convert", [("json/plain", true), ("text/plain", false)]),
    ]

    /// The repairs that the gateway does not attempt: each answer that needs one arrives byte for byte.
    ///
    /// Whoever relays what a provider said adds nothing to it, so the fault stays the provider's. A gateway that
    /// changes one of the answers is held to mend them all.
    func repairsThatItLeaves() async throws -> Set<String> {
        var left: Set<String> = []
        for (feature, plays) in Self.repairs where wiring.target.features.contains(feature) {
            var relays = true
            for play in plays where relays {
                relays = try await isRelayed(play.script, stream: play.stream)
            }
            if relays { left.insert(feature) }
        }
        return left
    }

    /// Whether a body that is no JSON reaches the provider.
    func takesAnyBody() async throws -> Bool {
        let broken = Self.chat("{\(Self.members)")
        return try await !ask(broken, at: wiring.endpoint(.direct)).attempts.isEmpty
    }

    private func isRelayed(_ script: String, stream: Bool) async throws -> Bool {
        guard let script = scripts[script] else { return false }
        let part = Scenario.Part(script: script)
        let plan = Self.chat(stream ? "{\"stream\":true,\(Self.members)}" : "{\(Self.members)}")
        let exchange = try await ask(
            plan, at: wiring.endpoint(.direct), playing: Scenario(primary: part, backup: part))
        guard let attempt = exchange.attempts.last else { return false }
        let (sent, received) = (Answer(sent: attempt, choices: 1), Answer(received: exchange.client, choices: 1))
        return sent.head?.status == received.head?.status && sent.payload == received.payload
    }
}
