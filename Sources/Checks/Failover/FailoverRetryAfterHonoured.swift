internal import Wire

extension Check {
    /// When a provider asked for a pause.
    package static let failoverRetryAfterHonoured = Check(
        id: "failover.retry-after-honoured",
        title: "A provider that asked for a pause is not asked again before it is over",
        requirement: "FAIL-010",
        rationale:
            "Retries before the named time are refused again, and many gateways doing so keep a provider overloaded.",
        holdsInControl: false,
        passing: [
            Example("waited", .pausing(2500)), Example("never asked again", .attempts([limited], received: limited)),
            Example(
                "allowed: another provider at once",
                .attempts([limited, Reply.json("{}").by(.backup).starting(20)], received: .json("{}"))),
        ],
        failing: [Example("at once", .pausing(100))],
        each: { round in
            ProviderRole.allCases.flatMap { role in
                let own = round.attempts.indices.filter { round.attempts[$0].provider == role }
                return zip(own, own.dropFirst()).compactMap { first, second in
                    Pause.finding(round, first, second)
                }
            }
        })

    fileprivate static let limited = Reply.error(429, "No.", [HeaderField("retry-after", "2")])
}

private enum Pause {
    static func finding(_ round: Round, _ first: Int, _ second: Int) -> Finding? {
        let fields = round.sent[first].head?.fields ?? []
        let asked =
            fields["retry-after-ms"].flatMap { Double($0) }
            ?? fields["retry-after"].flatMap { Double($0) }.map { $0 * 1000 }
        guard let asked, [408, 409, 429, 500, 502, 503, 504].contains(round.sent[first].status),
            let told = round.attempts[first].headWritten
        else { return nil }
        let waited = Double(round.attempts[second].firstByte - told) / 1_000_000
        // Timers may fire a little early; a retry at nine tenths of the pause has honoured it.
        guard waited < asked * 0.9 else { return nil }
        return Finding(
            .behaviour, at: "attempt \(second + 1)", expected: "\(Int(asked)) ms after attempt \(first + 1)",
            actual: "\(Int(waited)) ms after it")
    }
}

extension Trial {
    fileprivate static func pausing(_ milliseconds: Int64) -> Trial {
        attempts(
            [Check.limited.starting(10), Reply.json("{}").starting(10 + milliseconds)],
            received: Reply.json("{}").starting(20 + milliseconds))
    }
}
