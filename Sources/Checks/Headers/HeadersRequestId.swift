internal import Wire

extension Check {
    /// The handle for support.
    package static let headersRequestId = Check(
        id: "headers.request-id", title: "Every answer carries an x-request-id of its own", requirement: "HDR-006",
        rationale:
            "SDKs expose it on answers and exceptions; without it a failed call cannot be found in the gateway's logs.",
        holdsInControl: false,
        passing: [
            Example(
                "present", .answer(.json("{}"), received: .json("{}", status: 200, [HeaderField("x-request-id", "r1")]))
            ),
            Example("distinct", .ids("r1", "r2")),
        ],
        failing: [
            Example("absent", .answer(.json("{}"), received: .json("{}"))), Example("empty", .ids("r1", "")),
            Example("the same twice", .ids("r1", "r1")),
        ],
        judge: { trial in
            let ids = trial.exchanges.map { $0.client.head?.fields["x-request-id"] ?? "" }
            let absent = trial.each { round in
                guard round.received.head?.fields["x-request-id"]?.isEmpty != false else { return [] }
                return [
                    Finding(.lost, at: "x-request-id", expected: "an id of this answer", actual: round.received.summary)
                ]
            }
            let named = ids.filter { !$0.isEmpty }
            guard absent.isEmpty, Set(named).count < named.count else { return absent }
            return [
                Finding(
                    .duplicated, at: "x-request-id", expected: "a new id for each answer",
                    actual: HeaderText.show(named))
            ]
        })
}

extension Trial {
    fileprivate static func ids(_ ids: String...) -> Trial {
        several(
            ids.map { id in
                .example([.json("{}")], received: .json("{}", status: 200, [HeaderField("x-request-id", id)]))
            })
    }
}
