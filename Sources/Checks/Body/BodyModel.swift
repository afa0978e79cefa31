internal import Wire

extension Check {
    /// The mapping of model names.
    package static let bodyModel = Check(
        id: "body.model", title: "Each provider is asked for its own model", requirement: "BODY-001",
        rationale:
            "A provider that is asked for the gateway's name, or for another provider's model, refuses the request or "
            + "answers with the wrong model.",
        holdsInControl: false,
        passing: [
            Example("mapped", .request("{\"model\":\"gateproof-direct\"}", arrived: "{\"model\":\"gp-primary\"}"))
        ],
        failing: [
            Example(
                "the gateway's own name",
                .request("{\"model\":\"gateproof-direct\"}", arrived: "{\"model\":\"gateproof-direct\"}")
            ),
            Example(
                "another provider's", .request("{\"model\":\"gateproof-direct\"}", arrived: "{\"model\":\"gp-backup\"}")
            ),
            Example("none", .request("{\"model\":\"gateproof-direct\"}", arrived: "{}")),
        ],
        each: { round in
            guard !round.attempts.isEmpty else {
                return [
                    Finding(
                        .refused, at: "request", expected: "at the provider", actual: round.received.summary)
                ]
            }
            return round.attempts.indices.compactMap { index in
                let attempt = round.attempts[index]
                let own = attempt.provider == .primary ? round.context.primary.model : round.context.backup.model
                let asked = round.arrived[index].value?["model"]
                guard asked?.stringValue != own else { return nil }
                return Finding(
                    asked == nil ? .lost : .altered, at: "attempt \(index + 1) $.model", expected: own,
                    actual: asked.map { Excerpt.of($0.text) } ?? "absent")
            }
        })
}
