internal import Wire

extension Check {
    /// Everything beside the core of a JSON answer.
    package static let responseFieldsKept = Check(
        id: "response.fields-kept", title: "Every other field of a JSON answer reaches the client",
        requirement: "RESP-007",
        rationale:
            "Annotations, audio, log probabilities, moderation, reasoning and vendor fields are part of what was paid "
            + "for; clients of one provider rely on them.",
        parameters: ["paths": "Only these places; everything that is not null when absent."],
        passing: [
            Example("as sent", .json(Sample.completion(extra: extra), received: Sample.completion(extra: extra))),
            Example(
                "allowed: id, model and created are the gateway's own",
                .json(Sample.completion(), received: Sample.completion().replacing("chatcmpl-1", with: "x"))),
        ],
        failing: [
            Example("dropped", .json(Sample.completion(extra: extra), received: Sample.completion())),
            Example(
                "a number changed",
                .json(
                    Sample.completion(extra: extra),
                    received: Sample.completion(extra: extra.replacing("740993", with: "740992")))),
        ],
        each: { round in
            let named = round.names("paths").map(PathPattern.init)
            return round.documents { sent, received in
                JSONDifference.compare(sent, received).filter { difference in
                    guard !difference.isAddedMember, !difference.isSameDouble, difference.sent?.isNull != true else {
                        return false
                    }
                    if !named.isEmpty {
                        return named.contains { $0.covers(difference.path) || $0.isBelow(difference.path) }
                    }
                    return !["$.id", "$.model", "$.created"].contains(difference.path)
                }.map { JSONEvidence.finding($0) }
            }
        })

    private static let extra = "\"x_vendor\":{\"k\":[1,2.50,9007199254740993]},\"system_fingerprint\":\"fp\","
}
