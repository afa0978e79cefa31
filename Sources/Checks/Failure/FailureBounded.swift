internal import Wire

extension Check {
    /// Providers that say nothing.
    package static let failureBounded = Check(
        id: "failure.bounded", title: "The client gets an answer in bounded time, whatever the provider does",
        requirement: "FAIL-014",
        rationale:
            "A gateway without a limit of its own keeps connections and callers waiting for ever behind a provider that "
            + "hangs, and never tries the fallback.",
        parameters: [
            "within": "Milliseconds from the start of the exchange; by default only the case's own limit counts."
        ],
        holdsInControl: false,
        passing: [
            Example("an error in time", .attempts([.none(.stalled)], received: .error(504))),
            Example(
                "in time for the case",
                .attempts([.none(.stalled)], received: .error(504)) { $0.parameters = "{\"within\":500}" }),
        ],
        failing: [
            Example("never", .attempts([.none(.stalled)], received: .none(.stalled))),
            Example(
                "too late",
                .attempts([.none(.stalled)], received: Reply.error(504).starting(900)) {
                    $0.parameters = "{\"within\":500}"
                }),
        ],
        each: { round in
            let took = (round.client.ended - round.client.started) / 1_000_000
            let limit = round.int("within").map(Int64.init)
            guard round.client.ending == .timedOut || took > limit ?? .max else { return [] }
            return [
                Finding(
                    .behaviour, at: "time",
                    expected: limit.map { "an end within \($0) ms" } ?? "an end before the case's limit",
                    actual: "\(took) ms, \(round.received.summary)")
            ]
        })
}
