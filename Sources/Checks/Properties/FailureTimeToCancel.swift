internal import Wire

extension PropertyProbe {
    /// How fast a cancelled call ends upstream.
    package static let failureTimeToCancel = PropertyProbe(
        id: "failure.time-to-cancel", title: "From the client's leaving to the close of the provider's connection",
        combine: .highest,
        examples: [
            Measured("50 ms", Measurement(50, unit: "ms", scope: "in-stream"), .leaving(closedAfter: 50)),
            Measured("never", Measurement("never", scope: "in-stream"), .leaving(closedAfter: nil)),
            Measured("the client stayed", nil, .json("{}", received: "{}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, round.client.ending == .aborted, let attempt = round.attempts.last,
                attempt.ending != .complete
            else { return nil }
            let phase =
                round.received.head == nil ? "before-answer" : round.received.isStream ? "in-stream" : "in-answer"
            guard let close = attempt.peerClose else { return Measurement("never", scope: phase) }
            return Measurement(Int(max(0, close.at - round.client.ended) / 1_000_000), unit: "ms", scope: phase)
        })
}

extension Trial {
    static func leaving(closedAfter milliseconds: Int64?) -> Trial {
        answer(
            Reply.sse(Sample.text("Hi"), ending: .stalled),
            received: Reply.sse(Sample.role(), ending: .aborted).starting(100)
        ) {
            $0.abort = .afterEvents(1)
            $0.peerClosedAt = milliseconds.map { 100 + $0 }
        }
    }
}
