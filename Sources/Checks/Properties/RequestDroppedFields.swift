internal import Wire

extension PropertyProbe {
    /// Fields that end at the gateway.
    package static let requestDroppedFields = PropertyProbe(
        id: "request.dropped-fields", title: "Request fields that never reached the provider", combine: .union,
        examples: [
            Measured("one", Measurement("$.seed"), .request("{\"seed\":1,\"n\":2}", arrived: "{\"n\":2}")),
            Measured(
                "none, of a key given twice", Measurement("none"),
                .request("{\"seed\":1,\"seed\":2}", arrived: "{\"seed\":2}")),
            Measured("none", Measurement("none"), .request("{\"n\":2}", arrived: "{\"n\":2}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let sent = round.request.value, let got = round.arrived.last?.value
            else { return nil }
            let differences = JSONDifference.compare(sent, got).filter { $0.kind == .lost }
            // Of two members with one key only one goes on as a rule, which loses no field.
            let twice = Set((sent.members ?? []).map(\.key.string).filter { got[$0] != nil }.map { "$.\($0)" })
            return Measurement(list: differences.map(\.path).filter { !twice.contains($0) })
        })
}
