internal import Wire

extension Check {
    /// What the error says.
    package static let errorsFieldsKept = Check(
        id: "errors.fields-kept", title: "The provider's error message, type, param and code reach the client",
        requirement: "ERR-006",
        rationale:
            "Programs branch on codes such as context_length_exceeded or insufficient_quota; buried in a message "
            + "string or replaced by the status, they are of no use.",
        passing: [
            Example("kept", .answer(.error(400, "Too long"), received: .error(400, "Too long"))),
            Example("allowed: a prefix", .answer(.error(400, "Too long"), received: .error(400, "Provider: Too long"))),
            Example(
                "not an object: nothing to keep",
                .answer(.text("x", type: "text/html", status: 500), received: .error(500))),
            Example("in a stream", .stream(boom("boom"), received: boom("boom"))),
        ],
        failing: [
            Example("another message", .answer(.error(400, "Too long"), received: .error(400, "Bad request"))),
            Example(
                "code is lost",
                .answer(.error(400), received: .json(Sample.error("No.", code: "null"), status: 400))),
            Example(
                "code is the status",
                .answer(.error(429), received: .json(Sample.error("No.", code: "\"429\""), status: 429))),
            Example("in a stream", .stream(boom("boom"), received: boom("failed"))),
        ],
        each: { round in
            guard let sent = round.provided?.errorObject, sent.members != nil else { return [] }
            guard let received = round.received.errorObject, received.members != nil else {
                // A broken connection says nothing, which is another check's.
                return round.received.outcome == .aborted || round.received.head == nil
                    ? []
                    : [Finding(.lost, at: "error", expected: Excerpt.of(sent.text), actual: round.received.summary)]
            }
            return ["message", "type", "param", "code"].compactMap { ErrorField.finding($0, sent[$0], received[$0]) }
        })

    private static func boom(_ message: String) -> String {
        Sample.role() + Sample.event(Sample.error(message))
    }
}

private enum ErrorField {
    static func finding(_ name: String, _ sent: JSON?, _ received: JSON?) -> Finding? {
        guard let sent, !sent.isNull, sent != received else { return nil }
        if name == "message", let text = sent.stringValue, received?.stringValue?.contains(text) == true { return nil }
        let pair = Excerpt.pair(sent.text, received?.text ?? "absent")
        return Finding(
            received.map(\.isNull) ?? true ? .lost : .altered, at: "$.error.\(name)", expected: pair.expected,
            actual: pair.actual)
    }
}
