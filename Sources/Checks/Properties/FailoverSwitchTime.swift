internal import Wire

extension PropertyProbe {
    /// What a switch costs the client.
    package static let failoverSwitchTime = PropertyProbe(
        id: "failover.switch-time", title: "From the primary's failure to the first byte of the request at the backup",
        combine: .median,
        examples: [
            Measured(
                "20 ms", Measurement("20.0", unit: "ms"),
                .failover(
                    [.error(503).starting(10), Reply.json("{}").by(.backup).starting(30)],
                    received: .json("{}").starting(40))),
            Measured("no switch", nil, .failover([.error(503)], received: .error(503))),
        ],
        measure: { trial in
            guard trial.context.route == "failover", let round = trial.rounds.first,
                let failed = round.attempts.last(where: { $0.provider == .primary }),
                let next = round.attempts.first(where: { $0.provider == .backup }),
                let end = failed.ended ?? failed.headWritten, failed.ending != .stalled, failed.ending != .abandoned
            else { return nil }
            let tenths = Int(max(0, next.firstByte - end) / 100_000)
            return Measurement("\(tenths / 10).\(tenths % 10)", unit: "ms")
        })
}
