internal import Wire

extension PropertyProbe {
    /// Names that the gateway writes in place of the client's.
    package static let requestRenamedFields = PropertyProbe(
        id: "request.renamed-fields", title: "Roles and fields that reach the provider under another name",
        combine: .union,
        examples: [
            Measured(
                "the limit", Measurement("max_tokens to max_completion_tokens"),
                .request("{\"max_tokens\":5}", arrived: "{\"max_completion_tokens\":5}")),
            Measured(
                "the role", Measurement("developer to system"),
                .request(
                    "{\"messages\":[{\"role\":\"developer\",\"content\":\"a\"}]}",
                    arrived: "{\"messages\":[{\"role\":\"system\",\"content\":\"a\"}]}")),
            Measured("none", Measurement("none"), .request("{\"max_tokens\":5}", arrived: "{\"max_tokens\":5}")),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let sent = round.request.value, let got = round.arrived.last?.value
            else { return nil }
            let rename = RequestRename(got)
            return Measurement(list: JSONDifference.compare(sent, got).compactMap { rename.description(of: $0) })
        })
}
