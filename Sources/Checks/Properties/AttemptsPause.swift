internal import Wire

extension PropertyProbe {
    /// Pace of retries.
    package static let attemptsPause = PropertyProbe(
        id: "attempts.pause", title: "From the end of a failed attempt to the next one at the same provider",
        combine: .median,
        examples: [
            Measured(
                "after 90 ms", Measurement(90, unit: "ms"),
                .attempts([.error(503).starting(10), .error(503).starting(100)], received: .error(503).starting(120))),
            Measured(
                "sent again, for a kept-alive connection was closed", nil,
                .sentAgain([.none(.cut), .json("{}")], received: .json("{}"))),
            Measured("no retry", nil, .attempts([.error(503)], received: .error(503))),
        ],
        measure: { trial in
            let pauses = trial.rounds.flatMap { round in
                ProviderRole.allCases.flatMap { role -> [Int] in
                    let own = round.exchange.decidedAttempts.filter { $0.provider == role }
                    return zip(own, own.dropFirst()).compactMap { first, second in
                        (first.ended ?? first.headWritten).map { Int(max(0, second.firstByte - $0) / 1_000_000) }
                    }
                }
            }
            return pauses.isEmpty ? nil : Measurement(pauses.sorted()[pauses.count / 2], unit: "ms")
        })
}
