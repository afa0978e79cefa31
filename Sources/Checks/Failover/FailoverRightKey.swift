internal import Wire

extension Check {
    /// Which key goes where.
    package static let failoverRightKey = Check(
        id: "failover.right-key", title: "Each provider is asked with its own key and no other's",
        requirement: "HDR-010",
        rationale: "A key at the wrong provider is a leak, and the attempt fails for a reason that nobody looks for.",
        holdsInControl: false,
        passing: [
            Example("its own", .keyed(.json("{}"), "Bearer sk-primary")),
            Example("in another header", .keyed(Reply.json("{}").by(.backup), "sk-backup")),
        ],
        failing: [
            Example("the other's", .keyed(Reply.json("{}").by(.backup), "Bearer sk-primary")),
            Example("none", .keyed(.json("{}"), "Bearer x")),
            Example("never asked", .attempts([], received: .error(500))),
        ],
        each: { round in
            guard !round.attempts.isEmpty else {
                return [Finding(.refused, at: "request", expected: "at a provider", actual: round.received.summary)]
            }
            return round.attempts.enumerated().compactMap { index, attempt in
                let own = round.context.provider(attempt.provider).key
                let other = round.context.provider(attempt.provider == .primary ? .backup : .primary).key
                func holds(_ key: String) -> Bool {
                    !key.isEmpty && attempt.head.fields.contains { $0.value.contains(key) }
                }
                if own != other, holds(other) {
                    return Finding(
                        .leaked, at: "attempt \(index + 1)", expected: "the key of the \(attempt.provider.rawValue)",
                        actual: "the other provider's key")
                }
                guard !holds(own) else { return nil }
                return Finding(
                    .behaviour, at: "attempt \(index + 1)", expected: "the key of the \(attempt.provider.rawValue)",
                    actual: "not in any header")
            }
        })
}

extension Trial {
    fileprivate static func keyed(_ reply: Reply, _ value: String) -> Trial {
        attempts([reply], received: .json("{}")) { $0.arrivedFields = [HeaderField("authorization", value)] }
    }
}
