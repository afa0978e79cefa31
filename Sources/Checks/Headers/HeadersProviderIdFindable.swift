internal import Wire

extension Check {
    /// The provider's own name for the request.
    package static let headersProviderIdFindable = Check(
        id: "headers.provider-id-findable", title: "The client can find the provider's request id in some header",
        requirement: "HDR-007",
        rationale:
            "Without the provider's id a user cannot ask the provider what happened. Any header name will do, because "
            + "gateways that have ids of their own pass the provider's on under another name.",
        passing: [
            Example("kept", .answer(sent, received: sent)),
            Example(
                "allowed: under another name",
                .answer(
                    sent, received: .json(Sample.completion(), [HeaderField("x-upstream-request-id", "req_primary_1")]))
            ),
            Example("the provider sent none", .json(Sample.completion(), received: Sample.completion())),
        ],
        failing: [
            Example(
                "replaced", .answer(sent, received: .json(Sample.completion(), [HeaderField("x-request-id", "gw-1")]))),
            Example("dropped", .answer(sent, received: .json(Sample.completion()))),
        ],
        each: { round in
            guard let id = round.provided?.head?.fields["x-request-id"], let head = round.client.head,
                !head.fields.lines.contains(where: { $0.value.contains(id) })
            else { return [] }
            return [
                Finding(
                    .lost, at: "x-request-id", expected: "\(id) in some header",
                    actual: head.fields["x-request-id"] ?? "in none")
            ]
        })

    private static let sent = Reply.json(Sample.completion(), [HeaderField("x-request-id", "req_primary_1")])
}
