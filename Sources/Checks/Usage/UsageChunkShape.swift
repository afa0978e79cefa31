internal import Wire

extension Check {
    /// The usage chunk that the client asked for.
    package static let usageChunkShape = Check(
        id: "usage.chunk-shape", title: "Usage comes on one chunk with an empty list of choices, after every finish",
        requirement: "USAGE-001",
        rationale:
            "Typed clients read usage from a chunk whose choices are empty; one that carries a choice is taken for "
            + "more of the answer, and a usage chunk that is lost leaves the request without a price.",
        passing: [
            Example("as sent", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: usage is moved from the finishing chunk to its own",
                .stream(onFinish, received: Sample.text("Hi"))),
            Example("allowed: the provider's own form is relayed", .stream(onFinish, received: onFinish)),
        ],
        failing: [
            Example("lost", .stream(Sample.text("Hi"), received: Sample.text("Hi", usage: false))),
            Example(
                "with a choice",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.text("Hi").replacing(
                        "\"choices\":[]", with: "\"choices\":[{\"index\":0,\"delta\":{}}]"))),
            Example(
                "before the finish",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.role() + Sample.bare() + Sample.content("Hi") + Sample.finish() + Sample.done)),
        ],
        each: { round in
            guard round.asksForUsage else { return [] }
            let misplaced = round.introduced(UsageRule.violations)
            guard misplaced.isEmpty else { return misplaced }
            return round.streams { sent, received in
                guard sent.outcome == .success, let usage = sent.goodChunks.compactMap(\.usage).last,
                    !received.goodChunks.contains(where: { $0.usage != nil })
                else { return [] }
                return [Finding(.lost, at: "usage chunk", expected: Excerpt.of(usage.text), actual: "no usage")]
            }
        })

    private static let onFinish = Sample.text("Hi", usage: false).replacing(
        "\"finish_reason\":\"stop\"}]", with: "\"finish_reason\":\"stop\"}],\"usage\":" + Sample.counts)
}

private enum UsageRule {
    static func violations(_ answer: Answer) -> [Finding] {
        let chunks = answer.goodChunks
        var findings: [Finding] = []
        for (position, chunk) in chunks.enumerated() where chunk.usage != nil {
            if chunk.json["choices"]?.elements?.isEmpty != true {
                findings.append(
                    .malformed(
                        chunk.place, "usage on a chunk with `choices: []`", chunk.json["choices"]?.text ?? "no choices")
                )
            }
            if chunks[(position + 1)...].flatMap(\.choices).contains(where: goesOn) {
                findings.append(
                    .malformed(chunk.place, "usage after every choice has finished", "more of a choice follows"))
            }
        }
        return findings
    }

    private static func goesOn(_ choice: JSON) -> Bool {
        choice["finish_reason"]?.isNull == false || choice["delta"]?.members?.isEmpty == false
    }
}
