internal import Wire

extension PropertyProbe {
    /// Failover policy.
    package static let failoverTriggers = PropertyProbe(
        id: "failover.triggers", title: "What makes the gateway ask the backup, and what does not",
        combine: .grouped,
        examples: [
            Measured(
                "switches", Measurement("switches", subject: "503"),
                .failover([.error(503), Reply.json("{}").by(.backup)], received: .json("{}"))),
            Measured(
                "stays", Measurement("stays", subject: "400"), .failover([.error(400)], received: .error(400))),
            Measured("the direct route", nil, .attempts([.error(503)], received: .error(503))),
            Measured("no fault", nil, .failover([.json("{}")], received: .json("{}"))),
        ],
        measure: { trial in
            guard trial.context.route == "failover", let round = trial.rounds.first,
                round.attempts.first?.provider == .primary, let fault = Fault.first(of: round)
            else { return nil }
            let switched = round.attempts.contains { $0.provider == .backup }
            return Measurement(switched ? "switches" : "stays", subject: fault)
        })
}

extension Trial {
    static func failover(_ sent: [Reply], received: Reply) -> Trial {
        var trial = attempts(sent, received: received)
        trial.context.route = "failover"
        return trial
    }
}
