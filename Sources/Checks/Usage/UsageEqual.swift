internal import Wire

extension Check {
    /// The numbers that are billed.
    package static let usageEqual = Check(
        id: "usage.equal", title: "The client reads the token counts that the provider gave", requirement: "USAGE-004",
        rationale: "Usage is the bill: a gateway that counts by itself, sums over chunks or drops cached tokens bills "
            + "something else than what the provider charges. The last value is what clients keep.",
        parameters: ["details": "true: every key of usage is judged, not only the token counts."],
        passing: [
            Example("as sent", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: keys of the gateway's own",
                .json(
                    Sample.completion(),
                    received: Sample.completion(usage: Sample.counts.dropping(1) + ",\"cost\":0.5}")
                )
            ),
            Example(
                "allowed: a key that is null is left out",
                .json(
                    Sample.completion(usage: Sample.counts.dropping(1) + ",\"x_null\":null}"),
                    received: Sample.completion()
                ) { $0.parameters = "{\"details\":true}" }),
            Example(
                "allowed: usage on every chunk becomes its final value",
                .stream(Sample.bare("\"usage\":{\"total_tokens\":3}") + Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [
            Example(
                "recounted", .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing(":13,", with: ":11,"))),
            Example("invented", .stream(Sample.text("Hi", usage: false), received: Sample.text("Hi"))),
            Example("lost from JSON", .json(Sample.completion(), received: Sample.completion(usage: "null"))),
            Example(
                "cached tokens dropped",
                .json(Sample.completion(usage: cached), received: Sample.completion()) {
                    $0.parameters = "{\"details\":true}"
                }),
        ],
        each: { round in
            guard round.provided?.isStream ?? round.asksForStream else {
                return round.documents { sent, received in
                    Counts.findings(sent.object("usage"), received.object("usage"), details: round.flag("details"))
                }
            }
            return round.streams { sent, received in
                guard sent.outcome == .success else { return [] }
                let got = received.goodChunks.compactMap(\.usage).last
                if got == nil, !round.asksForUsage { return [] }
                return Counts.findings(sent.goodChunks.compactMap(\.usage).last, got, details: round.flag("details"))
            }
        })

    private static let cached = Sample.counts.dropping(1) + ",\"prompt_tokens_details\":{\"cached_tokens\":5}}"
}

extension JSON {
    /// The value without the members of objects that are null.
    fileprivate var withoutNullMembers: JSON {
        switch self {
        case .object(let members):
            .object(
                members.filter { !$0.value.isNull }.map { Member(key: $0.key, value: $0.value.withoutNullMembers) })
        case .array(let elements): .array(elements.map(\.withoutNullMembers))
        default: self
        }
    }
}

private enum Counts {
    private static let standard = [
        "prompt_tokens", "completion_tokens", "total_tokens", "input_tokens", "output_tokens",
    ]

    static func findings(_ sent: JSON?, _ received: JSON?, details: Bool) -> [Finding] {
        guard let sent else {
            return received.map {
                [Finding(.invented, at: "usage", expected: "none: the provider gave none", actual: Excerpt.of($0.text))]
            } ?? []
        }
        guard let received else {
            return [Finding(.lost, at: "usage", expected: Excerpt.of(sent.text), actual: "none")]
        }
        // §8: null and absent are alike in answers.
        let all = JSONEvidence.findings(sent.withoutNullMembers, received.withoutNullMembers, at: "usage")
        return details ? all : all.filter { finding in standard.contains { finding.place == "usage.\($0)" } }
    }
}
