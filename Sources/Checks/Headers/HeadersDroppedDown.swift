internal import Wire

extension Check {
    /// Response headers that end at the gateway.
    package static let headersDroppedDown = Check(
        id: "headers.dropped-down", title: "Hop-by-hop and named response headers do not reach the client",
        requirement: "HTTP-001",
        rationale: "Such headers speak of the connection to the provider; taken over to the client's connection they "
            + "announce framing, upgrades or cookies that are not true there.",
        parameters: ["names": "The headers; by default the hop-by-hop ones and those that Connection names."],
        holdsInControl: false,
        passing: [
            Example("dropped", .down([])),
            Example("allowed: the gateway's own connection header", .down([HeaderField("connection", "keep-alive")])),
        ],
        failing: [
            Example("named by Connection, and relayed", .down([HeaderField("x-hop", "1")])),
            Example("keep-alive relayed", .down([HeaderField("keep-alive", "timeout=77")])),
        ],
        each: { round in
            guard let sent = round.provided?.head?.fields, let received = round.received.head?.fields else { return [] }
            let named = round.names("names")
            return (named.isEmpty ? HeaderText.hopByHop(sent) : named).compactMap { name in
                // A header of the same name with a value of its own is the gateway's, not the provider's.
                guard let value = sent[name], received.all(name).contains(value) else { return nil }
                return Finding(.leaked, at: name, expected: "absent", actual: HeaderText.show(received.all(name)))
            }
        })
}

extension Trial {
    fileprivate static func down(_ received: HeaderFields) -> Trial {
        answer(
            .json(
                "{}", status: 200,
                [
                    HeaderField("connection", "keep-alive, X-Hop"), HeaderField("x-hop", "1"),
                    HeaderField("keep-alive", "timeout=77"),
                ]), received: .json("{}", status: 200, received))
    }
}
