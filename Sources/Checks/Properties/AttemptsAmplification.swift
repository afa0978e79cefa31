internal import Wire

extension PropertyProbe {
    /// Cost of retries.
    package static let attemptsAmplification = PropertyProbe(
        id: "attempts.amplification", title: "Requests at the providers for each request of a client",
        combine: .highest,
        examples: [
            Measured(
                "three for one", Measurement("3.0", unit: "×", scope: "direct"),
                .attempts([.error(503), .error(503), .error(503)], received: .error(503))),
            Measured("one for one", Measurement("1.0", unit: "×", scope: "direct"), .json("{}", received: "{}")),
            Measured(
                "sent again, for a kept-alive connection was closed", Measurement("1.0", unit: "×", scope: "direct"),
                .sentAgain([.none(.cut), .json("{}")], received: .json("{}"))),
            Measured("never asked", nil, .attempts([], received: .error(400))),
        ],
        measure: { trial in
            let attempts = trial.exchanges.reduce(0) { $0 + $1.decidedAttempts.count }
            guard attempts > 0 else { return nil }
            let tenths = attempts * 10 / trial.exchanges.count
            return Measurement("\(tenths / 10).\(tenths % 10)", unit: "×", scope: trial.context.route)
        })
}
