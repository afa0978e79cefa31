internal import Wire

extension Check {
    /// Connections to the provider.
    package static let httpReusedUpstream = Check(
        id: "http.reused-upstream", title: "Connections to the provider are used again", requirement: "PERF-006",
        rationale:
            "A new TCP and TLS handshake for every call adds a round trip or three to each, and runs out of ports "
            + "under load.",
        holdsInControl: false,
        passing: [
            Example("one for all", .connections(1, 1, 1)), Example("allowed: a few", .connections(1, 2, 1)),
            Example("too few calls to tell", .connections(1, 2)),
        ],
        failing: [Example("one for each", .connections(1, 2, 3, 4))],
        judge: { trial in
            let attempts = trial.exchanges.flatMap(\.attempts).filter {
                $0.provider == .primary && $0.ending == .complete
            }
            let used = Set(attempts.map(\.connection)).count
            guard attempts.count >= 3, used == attempts.count else { return [] }
            return [
                Finding(
                    .behaviour, at: "connections at the primary", expected: "fewer than calls",
                    actual: "\(used) for \(attempts.count) calls")
            ]
        })
}

extension Trial {
    fileprivate static func connections(_ numbers: Int...) -> Trial {
        several(
            numbers.map { number in
                var exchange = Exchange.example([.json("{}")], received: .json("{}"))
                exchange.attempts[0].connection = number
                return exchange
            })
    }
}
