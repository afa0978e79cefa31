internal import Wire

extension PropertyProbe {
    /// Retry policy.
    package static let attemptsPerFault = PropertyProbe(
        id: "attempts.per-fault", title: "Requests at the providers for one call, by what the first one met",
        examples: [
            Measured(
                "a 503", Measurement("503: 2 primary, 1 backup"),
                .attempts([.error(503), .error(503), Reply.json("{}").by(.backup)], received: .json("{}"))),
            Measured(
                "a reset", Measurement("reset before an answer: 1 primary, 0 backup"),
                .attempts([.none(.reset)], received: .error(502))),
            Measured("no fault", nil, .json("{}", received: "{}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let first = round.sent.first, let attempt = round.attempts.first,
                first.outcome != .success, !(first.isSuccess && first.finish == .whole)
            else { return nil }
            let fault =
                first.head.map { $0.status == 200 ? "cut after the head" : "\($0.status)" }
                ?? "\(attempt.ending.rawValue) before an answer"
            let counts = ProviderRole.allCases.map { "\(round.exchange.attempts(at: $0).count) \($0.rawValue)" }
            return Measurement("\(fault): " + counts.joined(separator: ", "))
        })
}
