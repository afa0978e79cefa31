internal import Wire

extension PropertyProbe {
    /// Fields of the gateway's own.
    package static let requestAddedFields = PropertyProbe(
        id: "request.added-fields", title: "Request fields that the client did not send", combine: .union,
        examples: [
            Measured(
                "one", Measurement("$.stream_options"),
                .request("{\"stream\":true}", arrived: "{\"stream\":true,\"stream_options\":{\"include_usage\":true}}")),
            Measured("none", Measurement("none"), .request("{\"stream\":true}", arrived: "{\"stream\":true}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let sent = round.request.value, let got = round.arrived.last?.value
            else { return nil }
            let added = JSONDifference.compare(sent, got).filter { $0.isAddedMember }.map(\.path)
            return Measurement(list: added)
        })
}
