internal import Wire

extension PropertyProbe {
    /// Whose id the client sees.
    package static let responseId = PropertyProbe(
        id: "response.id", title: "The id on the answer: the provider's or the gateway's own",
        examples: [
            Measured(
                "the provider's", Measurement("the provider's"), .stream(Sample.text("Hi"), received: Sample.text("Hi"))
            ),
            Measured(
                "rewritten", Measurement("the gateway's own"),
                .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing("chatcmpl-1", with: "gw-1"))),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let sent = round.provided.flatMap(Identity.id),
                let got = Identity.id(round.received)
            else { return nil }
            return Measurement(got == sent ? "the provider's" : "the gateway's own")
        })
}
