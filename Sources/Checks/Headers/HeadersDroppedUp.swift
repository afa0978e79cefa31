internal import Wire

extension Check {
    /// Request headers that end at the gateway.
    package static let headersDroppedUp = Check(
        id: "headers.dropped-up", title: "Hop-by-hop and named request headers do not reach the provider",
        requirement: "HTTP-001",
        rationale:
            "They speak of the client's connection to the gateway; passed on, they change how the provider frames or "
            + "ends another connection, or tell it what it must not know.",
        parameters: ["names": "The headers; by default the hop-by-hop ones and those that Connection names."],
        holdsInControl: false,
        passing: [Example("dropped", .up([HeaderField("connection", "keep-alive")]))],
        failing: [
            Example("named by Connection, and relayed", .up([HeaderField("x-hop", "1")])),
            Example("TE relayed", .up([HeaderField("te", "trailers")])),
        ],
        each: { round in
            let sent = round.client.request.fields
            let named = round.names("names")
            let names = named.isEmpty ? HeaderText.hopByHop(sent) : named
            return round.attempts.flatMap { attempt in
                names.compactMap { name in
                    guard let value = sent[name], attempt.head.fields.all(name).contains(value) else { return nil }
                    return Finding(
                        .leaked, at: name, expected: "absent", actual: HeaderText.show(attempt.head.fields.all(name)))
                }
            }
        })
}

extension Trial {
    fileprivate static func up(_ arrived: HeaderFields) -> Trial {
        json("{}", received: "{}") {
            $0.fields = [
                HeaderField("connection", "keep-alive, X-Hop"), HeaderField("x-hop", "1"),
                HeaderField("te", "trailers"),
            ]
            $0.arrivedFields = arrived
        }
    }
}
