internal import Wire

extension PropertyProbe {
    /// How long a silent provider is waited for.
    package static let failureTimeLimit = PropertyProbe(
        id: "failure.time-limit", title: "How long the gateway waits for a provider that went silent",
        combine: .highest,
        examples: [
            Measured(
                "90 ms for a head", Measurement(90, unit: "ms", scope: "before-answer"),
                .attempts([.none(.stalled)], received: .error(504).starting(100)) { $0.peerClosedAt = 100 }),
            Measured(
                "no limit", Measurement("not within 1000 ms", scope: "before-answer"),
                .silence(timedOutAfter: 1000)),
            Measured(
                "hung up after an error event, which is no silence", nil,
                .answer(
                    Reply.sse(Sample.text("Hi") + Sample.error("no"), ending: .stalled),
                    received: Reply.sse(Sample.text("Hi"))
                ) { $0.peerClosedAt = 100 }),
            Measured("no silence", nil, .json("{}", received: "{}")),
            Measured("a request that the gateway took back", nil, .tornRequest),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, round.client.ending != .aborted, let attempt = round.attempts.first,
                attempt.ending == .stalled || attempt.ending == .abandoned,
                attempt.bodyRead != nil,
                let sent = round.sent.first, sent.outcome != .success, sent.outcome != .signalled,
                sent.head == nil || round.received.isStream
            else { return nil }
            let scope = attempt.sentHead == nil ? "before-answer" : "in-stream"
            let silence = attempt.sentBody.segments.last?.at ?? attempt.headWritten ?? attempt.firstByte
            if round.client.ending == .timedOut {
                let waited = Int((round.client.ended - round.client.started) / 1_000_000)
                return Measurement("not within \(waited) ms", scope: scope)
            }
            guard let close = attempt.peerClose else { return nil }
            return Measurement(Int(max(0, close.at - silence) / 1_000_000), unit: "ms", scope: scope)
        })
}

extension Trial {
    /// The client's request was broken, and the gateway closed both its sides.
    fileprivate static var tornRequest: Trial {
        let setting = Setting { $0.peerClosedAt = 100 }
        var exchange = Exchange.example([.none(.stalled)], received: .error(400).starting(100), setting)
        exchange.attempts[0].bodyRead = nil
        return several([exchange])
    }

    fileprivate static func silence(timedOutAfter milliseconds: Int64) -> Trial {
        var exchange = Exchange.example([.none(.stalled)], received: .none(.stalled))
        exchange.client.ending = .timedOut
        exchange.client.ended = exchange.client.started + milliseconds * 1_000_000
        return several([exchange])
    }
}
