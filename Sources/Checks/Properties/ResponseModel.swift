internal import Wire

extension PropertyProbe {
    /// Whose model name the client sees.
    package static let responseModel = PropertyProbe(
        id: "response.model", title: "The model name on the answer: the provider's, the one asked for, or another",
        examples: [
            Measured(
                "the provider's", Measurement("the provider's"),
                .json(Sample.completion(), received: Sample.completion())),
            Measured(
                "the one asked for", Measurement("as asked for"),
                .json(
                    Sample.completion(), received: Sample.completion().replacing("gp-primary", with: "gateproof-direct")
                )),
            Measured("an error", nil, .answer(.error(500), received: .error(500))),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let sent = round.provided.flatMap(Identity.model),
                let got = Identity.model(round.received)
            else { return nil }
            if got == sent { return Measurement("the provider's") }
            return Measurement(got == trial.context.requestedModel ? "as asked for" : "another: \(Excerpt.of(got))")
        })
}

/// The names of an answer.
enum Identity {
    static func model(_ answer: Answer) -> String? { field("model", answer) }

    static func id(_ answer: Answer) -> String? { field("id", answer) }

    private static func field(_ name: String, _ answer: Answer) -> String? {
        guard answer.isSuccess else { return nil }
        return answer.isStream
            ? answer.goodChunks.first?.json[name]?.stringValue : answer.json.value?[name]?.stringValue
    }
}
