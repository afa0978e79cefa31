internal import Wire

extension PropertyProbe {
    /// What becomes of the provider's chunks.
    package static let streamSegmentationRatio = PropertyProbe(
        id: "stream.segmentation-ratio", title: "Events at the client for each event of the provider",
        examples: [
            Measured("as sent", Measurement("1.00"), .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Measured(
                "merged", Measurement("0.80"),
                .stream(Sample.text("H", "i", usage: false), received: Sample.text("Hi", usage: false))),
            Measured("no stream", nil, .json("{}", received: "{}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let sent = round.provided, sent.outcome == .success,
                round.received.outcome == .success
            else { return nil }
            let percent = round.received.stream.value.events.count * 100 / max(1, sent.stream.value.events.count)
            let cents = percent % 100
            return Measurement("\(percent / 100)." + (cents < 10 ? "0" : "") + "\(cents)")
        })
}
