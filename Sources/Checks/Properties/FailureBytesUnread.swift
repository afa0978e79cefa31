internal import Wire

extension PropertyProbe {
    /// How much a gateway takes on behalf of a client that does not read.
    package static let failureBytesUnread = PropertyProbe(
        id: "failure.bytes-unread", title: "Bytes accepted from the provider beyond what a stopped client had read",
        combine: .highest,
        examples: [
            Measured("a megabyte", Measurement(1_000_000, unit: "bytes"), .stopped(accepting: 1_000_000)),
            Measured("the client read on", nil, .json("{}", received: "{}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, round.client.ending == .aborted, let attempt = round.attempts.last,
                case .pause = round.client.request.behaviour.reading
            else { return nil }
            return Measurement(max(0, attempt.acceptedBytes - round.received.wire.bytes.count), unit: "bytes")
        })
}

extension Trial {
    fileprivate static func stopped(accepting bytes: Int) -> Trial {
        let received = Reply.sse("", ending: .aborted)
        var exchange = Exchange.example([.sse(Sample.text("Hi"), ending: .stalled)], received: received)
        exchange.client.request.behaviour.reading = .pause(afterBytes: 1, milliseconds: 1000)
        exchange.attempts[0].acceptedBytes = bytes + exchange.client.body.bytes.count
        return several([exchange])
    }
}
