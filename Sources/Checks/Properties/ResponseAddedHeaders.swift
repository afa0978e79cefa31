internal import Wire

extension PropertyProbe {
    /// Headers of the gateway's own.
    package static let responseAddedHeaders = PropertyProbe(
        id: "response.added-headers", title: "Response headers that the provider did not send", combine: .union,
        examples: [
            Measured(
                "one", Measurement("x-gateway"),
                .answer(.json("{}"), received: .json("{}", status: 200, [HeaderField("X-Gateway", "1")]))),
            Measured("none", Measurement("none"), .json("{}", received: "{}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let sent = round.provided?.head?.fields,
                let got = round.received.head?.fields
            else { return nil }
            let framing: Set<String> = ["content-length", "transfer-encoding", "connection", "date", "keep-alive"]
            let added = Set(got.map { $0.name.lowercased() }).subtracting(sent.map { $0.name.lowercased() })
                .subtracting(framing)
            return Measurement(list: added)
        })
}
