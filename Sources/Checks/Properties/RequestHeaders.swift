internal import Wire

extension PropertyProbe {
    /// Headers that the gateway adds towards the provider.
    package static let requestAddedHeaders = PropertyProbe(
        id: "request.added-headers", title: "Request headers that the client did not send", combine: .union,
        examples: [
            Measured("one", Measurement("x-forwarded-for"), .up(["X-Forwarded-For"])),
            Measured("none", Measurement("none"), .up([])),
        ],
        measure: { trial in HeaderNames(trial)?.added })

    /// Headers that end at the gateway.
    package static let requestDroppedHeaders = PropertyProbe(
        id: "request.dropped-headers", title: "Request headers that never reached the provider", combine: .union,
        examples: [
            Measured("one", Measurement("x-own"), .up(["x-other"])),
            Measured("none", Measurement("none"), .up(["X-Own"])),
        ],
        measure: { trial in HeaderNames(trial)?.dropped })
}

/// The names of request headers at both ends, without those that belong to one connection.
private struct HeaderNames {
    var sent: Set<String>
    var arrived: Set<String>

    init?(_ trial: Trial) {
        guard let round = trial.rounds.first, round.client.request.behaviour.verbatim == nil,
            let attempt = round.attempts.last
        else { return nil }
        let own: Set<String> = [
            "host", "content-length", "transfer-encoding", "connection", "keep-alive", "expect", "te",
        ]
        let names = { (fields: HeaderFields) in Set(fields.map { $0.name.lowercased() }).subtracting(own) }
        sent = names(round.client.request.fields)
        arrived = names(attempt.head.fields)
    }

    var added: PropertyProbe.Measurement { PropertyProbe.Measurement(list: arrived.subtracting(sent)) }
    var dropped: PropertyProbe.Measurement { PropertyProbe.Measurement(list: sent.subtracting(arrived)) }
}

extension Trial {
    fileprivate static func up(_ names: [String]) -> Trial {
        json("{}", received: "{}") {
            $0.fields = [HeaderField("x-own", "1")]
            $0.arrivedFields = HeaderFields(names.map { HeaderField($0, "1") })
            if names.isEmpty { $0.arrivedFields = $0.fields }
        }
    }
}
