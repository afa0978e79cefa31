internal import Wire

extension Check {
    /// The head and the end of a JSON answer.
    package static let responseContentType = Check(
        id: "response.content-type", title: "A JSON answer is labelled application/json, complete and parseable",
        requirement: "RESP-002",
        rationale:
            "The Node and Go clients choose by the label whether to parse at all; a body that is cut or padded is an "
            + "error in all of them.",
        passing: [
            Example("as sent", .json(Sample.completion(), received: Sample.completion())),
            Example(
                "allowed: with a charset",
                .answer(
                    .json(Sample.completion()),
                    received: .text(Sample.completion(), type: "application/json; charset=utf-8"))),
        ],
        failing: [
            Example(
                "labelled as text",
                .answer(.json(Sample.completion()), received: .text(Sample.completion(), type: "text/plain"))),
            Example("cut", .answer(.json(Sample.completion()), received: .json(Sample.completion()).ended(.cut))),
        ],
        each: { round in
            guard let provided = round.provided, provided.isSuccess, !provided.isStream, provided.json.value != nil
            else {
                return []
            }
            let received = round.received
            guard received.isSuccess, received.json.value != nil, received.finish != .cut else {
                return [
                    Finding(
                        .malformed, at: "body", expected: "the provider's JSON, complete", actual: received.summary)
                ]
            }
            guard received.mediaType != "application/json", provided.mediaType == "application/json" else { return [] }
            return [
                Finding(
                    .altered, at: "content-type", expected: "application/json",
                    actual: received.head?.fields["content-type"] ?? "absent")
            ]
        })
}
