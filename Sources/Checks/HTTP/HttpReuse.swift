internal import Wire

extension Check {
    /// Kept-alive connections.
    package static let httpReuse = Check(
        id: "http.reuse", title: "A connection can be used again after a complete answer, and not after a broken one",
        requirement: "HTTP-012",
        rationale:
            "Clients pool connections; one that is closed without notice costs a handshake or an error on the next "
            + "call, and one that stays open after a broken answer mixes two answers.",
        passing: [
            Example("reused", .twice(.json("{}"), reused: true)),
            Example(
                "allowed: closed with notice",
                .twice(.json("{}", status: 200, [HeaderField("connection", "close")]), reused: false)),
            Example("not after a broken answer", .twice(Reply.json("{\"a\":1}").ended(.cut), reused: false)),
        ],
        failing: [
            Example("closed without notice", .twice(.json("{}"), reused: false)),
            Example("used again after a broken answer", .twice(Reply.json("{\"a\":1}").ended(.cut), reused: true)),
        ],
        judge: { trial in
            zip(trial.rounds, trial.rounds.dropFirst()).enumerated().compactMap { index, pair in
                Reuse.finding(pair.0, pair.1, number: index + 2)
            }
        })
}

private enum Reuse {
    static func finding(_ before: Round, _ after: Round, number: Int) -> Finding? {
        guard before.client.ended <= after.client.started, !after.client.request.behaviour.freshConnection,
            let head = before.received.head, after.received.head != nil
        else { return nil }
        let closes =
            head.fields.list("connection").contains { $0.lowercased() == "close" } || head.version == "HTTP/1.0"
        let reused = after.client.connection.reused
        let place = "connection of exchange \(number)"
        if before.received.finish == .cut, reused {
            return Finding(.behaviour, at: place, expected: "a new one after a broken answer", actual: "the same one")
        }
        if before.received.finish == .whole, !closes, !reused {
            return Finding(
                .behaviour, at: place, expected: "the one of the exchange before",
                actual: "a new one, without `Connection: close`")
        }
        return nil
    }
}

extension Trial {
    fileprivate static func twice(_ first: Reply, reused: Bool) -> Trial {
        several([
            .example([.json("{}")], received: first),
            .example(
                [.json("{}")], received: Reply.json("{}").starting(500),
                Setting {
                    $0.connection.reused = reused
                    $0.startsAt = 400
                }),
        ])
    }
}
