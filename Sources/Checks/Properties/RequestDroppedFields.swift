internal import Wire

extension PropertyProbe {
    /// Fields that end at the gateway.
    package static let requestDroppedFields = PropertyProbe(
        id: "request.dropped-fields", title: "Request fields that never reached the provider", combine: .union,
        examples: [
            Measured("one", Measurement("$.seed"), .request("{\"seed\":1,\"n\":2}", arrived: "{\"n\":2}")),
            Measured("none", Measurement("none"), .request("{\"n\":2}", arrived: "{\"n\":2}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let sent = round.request.value, let got = round.arrived.last?.value
            else { return nil }
            return Measurement(list: JSONDifference.compare(sent, got).filter { $0.kind == .lost }.map(\.path))
        })
}
