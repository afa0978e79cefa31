internal import Wire

extension PropertyProbe {
    /// Retry policy.
    package static let attemptsPerFault = PropertyProbe(
        id: "attempts.per-fault", title: "Requests at the providers for one call, by what the first one met",
        combine: .grouped,
        examples: [
            Measured(
                "a 503", Measurement("2 primary, 1 backup", scope: "direct", subject: "503"),
                .attempts([.error(503), .error(503), Reply.json("{}").by(.backup)], received: .json("{}"))),
            Measured(
                "a reset", Measurement("1 primary, 0 backup", scope: "direct", subject: "reset before an answer"),
                .attempts([.none(.reset)], received: .error(502))),
            Measured(
                "a close, and the same again on a new connection",
                Measurement("1 primary, 0 backup", scope: "direct", subject: "closed before an answer"),
                .sentAgain([.none(.cut), .none(.cut)], received: .error(502))),
            Measured("no fault", nil, .json("{}", received: "{}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let fault = Fault.first(of: round) else { return nil }
            let attempts = round.exchange.decidedAttempts
            let counts = ProviderRole.allCases.map { role in
                "\(attempts.count { $0.provider == role }) \(role.rawValue)"
            }
            return Measurement(
                counts.joined(separator: ", "), scope: trial.context.route, subject: fault)
        })
}

/// What the first attempt of a call met, in a few words.
enum Fault {
    /// Nil where the first attempt went well, or the client left before it could.
    static func first(of round: Round) -> String? {
        guard round.client.ending != .aborted, let first = round.sent.first, let attempt = round.attempts.first,
            first.outcome != .success, !(first.isSuccess && first.finish == .whole && first.outcome == .notAStream)
        else { return nil }
        guard let head = first.head else { return "\(attempt.ending.rawValue) before an answer" }
        if head.status >= 300 { return "\(head.status)" }
        if first.outcome == .signalled { return first.hasContent ? "error in the stream" : "error as first event" }
        return first.hasContent ? "cut in the stream" : "cut after the head"
    }
}
