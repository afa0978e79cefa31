internal import Wire

extension Check {
    /// What the gateway adds to a request.
    package static let bodyNoAdditions = Check(
        id: "body.no-additions", title: "Nothing undocumented is added to the request", requirement: "BODY-016",
        rationale:
            "Internal keys, header dumps and place-holders leak the gateway's configuration to the provider and make "
            + "strict providers refuse the request.",
        passing: [
            Example("nothing added", .request(plain, arrived: plain)),
            Example(
                "allowed: a documented field",
                .request(plain, arrived: plain.dropping(1) + ",\"x_trace\":1}") { $0.declaredFields = ["x_trace"] }),
            Example(
                "allowed: a default for a standard field", .request(plain, arrived: plain.dropping(1) + ",\"n\":1}")),
        ],
        failing: [
            Example("an internal key", .request(plain, arrived: plain.dropping(1) + ",\"gateway_call_id\":\"x\"}")),
            Example(
                "a key in a message",
                .request(plain, arrived: plain.replacing("\"role\"", with: "\"cache_hit\":false,\"role\""))),
        ],
        each: { round in
            BodyComparison(round: round).findings { difference in
                guard difference.isAddedMember else { return false }
                let steps = PathPattern.steps(of: difference.path)
                return steps.count > 1 || !BodyComparison.chatFields.contains(steps.first ?? "")
            }
        })

    private static let plain = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
}
