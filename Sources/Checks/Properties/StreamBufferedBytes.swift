internal import Wire

extension PropertyProbe {
    /// How much a stream must hold before it moves.
    package static let streamBufferedBytes = PropertyProbe(
        id: "stream.buffered-bytes", title: "The most bytes that the gateway held back while the provider went on",
        combine: .highest,
        examples: [
            Measured(
                "nothing", Measurement(0, unit: "bytes"),
                .stream(Sample.text("Hi"), received: Sample.text("Hi")) { $0.waits = [1, 1] }),
            Measured(
                "all of it", Measurement(Sample.text("Hi").utf8.count, unit: "bytes"),
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(10, pace: 100),
                    received: Reply.sse(Sample.text("Hi")).starting(900)
                ) {
                    $0.waits = [nil, nil]
                }),
            Measured("no lock-step", nil, .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let index = round.answering, let provided = round.provided,
                !round.attempts[index].lockstep.isEmpty
            else { return nil }
            guard round.attempts[index].lockstep.contains(where: { $0.released == nil }) else {
                return Measurement(0, unit: "bytes")
            }
            let first = round.received.body.value.payloadSegments.first?.at
            let sent = provided.body.value.payloadSegments
            guard let first else { return Measurement(provided.payload.count, unit: "bytes") }
            return Measurement(sent.last { $0.at <= first }?.range.upperBound ?? 0, unit: "bytes")
        })
}
