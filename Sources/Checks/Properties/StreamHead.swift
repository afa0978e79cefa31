internal import Wire

extension PropertyProbe {
    /// When the response head leaves.
    package static let streamHead = PropertyProbe(
        id: "stream.head", title: "Whether a stream's head leaves when the provider's comes, or with the first event",
        examples: [
            Measured("the head goes ahead", Measurement("when the provider's comes"), .late(headAt: 5)),
            Measured("the head waits", Measurement("with the first event"), .late(headAt: 80)),
            Measured(
                "too close to tell", nil,
                .answer(Reply.sse(Sample.text("Hi")), received: Reply.sse(Sample.text("Hi")))),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let index = round.answering, round.received.isStream,
                let first = round.attempts[index].sentBody.segments.first?.at, let head = round.client.headAt,
                let written = round.attempts[index].headWritten, first - written > 20_000_000
            else { return nil }
            return Measurement(head < first ? "when the provider's comes" : "with the first event")
        })
}

extension Trial {
    /// The provider's head is written at once, its first event 50 ms later.
    fileprivate static func late(headAt: Int64) -> Trial {
        let text = Sample.text("Hi")
        var exchange = Exchange.example([Reply.sse(text).starting(50)], received: Reply.sse(text).starting(headAt))
        exchange.attempts[0].headWritten = exchange.client.started
        return several([exchange])
    }
}
