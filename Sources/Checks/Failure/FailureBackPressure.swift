internal import Wire

extension Check {
    /// Clients that do not read.
    package static let failureBackPressure = Check(
        id: "failure.back-pressure",
        title: "A client that does not read slows the provider down, not the gateway's memory up",
        requirement: "FAIL-018",
        rationale: "A gateway that accepts everything on behalf of a stalled client keeps it all in memory; a few such "
            + "clients end it.",
        parameters: [
            "bytes": "The most that may be accepted from the provider beyond what the client read; 16 MiB when absent."
        ],
        passing: [
            Example("held back", .accepting(1_000_000)),
            Example("read by the client", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [Example("all accepted", .accepting(64_000_000))],
        each: { round in
            let limit = round.int("bytes") ?? 16 << 20
            return round.attempts.enumerated().compactMap { index, attempt in
                let held = attempt.acceptedBytes - round.received.wire.bytes.count
                guard held > limit else { return nil }
                return Finding(
                    .behaviour, at: "bytes of attempt \(index + 1)", expected: "at most \(limit) ahead of the client",
                    actual: "\(held)")
            }
        })
}

extension Trial {
    fileprivate static func accepting(_ bytes: Int) -> Trial {
        var exchange = Exchange.example(
            [.sse(Sample.text("Hi"), ending: .stalled)], received: .sse(Sample.role(), ending: .aborted))
        exchange.attempts[0].acceptedBytes = bytes
        return several([exchange])
    }
}
