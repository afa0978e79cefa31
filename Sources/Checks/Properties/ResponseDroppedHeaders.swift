internal import Wire

extension PropertyProbe {
    /// Headers that the client never sees.
    package static let responseDroppedHeaders = PropertyProbe(
        id: "response.dropped-headers", title: "Response headers of the provider that never reached the client",
        combine: .union,
        examples: [
            Measured(
                "one", Measurement("x-provider"),
                .answer(.json("{}", status: 200, [HeaderField("X-Provider", "1")]), received: .json("{}"))),
            Measured("none", Measurement("none"), .json("{}", received: "{}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let sent = round.provided?.head?.fields,
                let got = round.received.head?.fields
            else { return nil }
            let framing: Set<String> = ["content-length", "transfer-encoding", "connection", "date", "keep-alive"]
            return Measurement(
                list: Set(sent.map { $0.name.lowercased() }).subtracting(got.map { $0.name.lowercased() })
                    .subtracting(framing))
        })
}
