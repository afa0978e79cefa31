internal import Wire

extension PropertyProbe {
    /// What a cancelled call still costs.
    package static let failureBytesAfterLeaving = PropertyProbe(
        id: "failure.bytes-after-leaving", title: "Bytes accepted from the provider after the client had left",
        combine: .highest,
        examples: [
            Measured("none", Measurement(0, unit: "bytes"), .leaving(closedAfter: 50)),
            Measured("the client stayed", nil, .json("{}", received: "{}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, round.client.ending == .aborted, let attempt = round.attempts.last
            else { return nil }
            let before = attempt.sentBody.segments.last { $0.at <= round.client.ended }?.range.upperBound ?? 0
            let accepted = attempt.peerClose?.acceptedBytes ?? attempt.acceptedBytes
            return Measurement(max(0, accepted - before), unit: "bytes")
        })
}
