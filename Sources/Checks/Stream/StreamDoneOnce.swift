internal import Wire

extension Check {
    /// The end of a successful stream.
    package static let streamDoneOnce = Check(
        id: "stream.done-once", title: "The stream ends with exactly one `data: [DONE]` and nothing after it",
        requirement: "STREAM-019",
        rationale: "Clients stop reading at the exact text `[DONE]`; openai-node compares it without trimming, so a "
            + "missing, doubled or decorated terminator is an error or an endless wait.",
        parameters: strictness,
        passing: [
            Example("one terminator", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: a terminator is added where the provider left it out after the finish",
                .stream(Sample.text("Hi").replacing(Sample.done, with: ""), received: Sample.text("Hi"))),
            Example(
                "a signalled failure needs none",
                .stream(
                    Sample.role() + Sample.event(Sample.error("boom")) + Sample.done,
                    received: Sample.role() + Sample.event(Sample.error("boom")))),
        ],
        failing: [
            Example(
                "missing", .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing(Sample.done, with: ""))),
            Example("twice", .stream(Sample.text("Hi"), received: Sample.text("Hi") + Sample.done)),
            Example("something after it", .stream(Sample.text("Hi"), received: Sample.text("Hi") + Sample.bare())),
            Example(
                "a blank after it",
                .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing("[DONE]", with: "[DONE] "))),
            Example(
                "in quotes",
                .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing("[DONE]", with: "\"[DONE]\""))),
            Example(
                "strict: relayed from a provider that broke the rule",
                .stream(Sample.text("Hi") + Sample.done, received: Sample.text("Hi") + Sample.done) {
                    $0.parameters = "{\"strict\":true}"
                }),
        ],
        each: { $0.introduced(DoneRule.violations) })
}

/// The terminator's rules on one end.
enum DoneRule {
    static func violations(_ answer: Answer) -> [Finding] {
        let events = answer.stream.value.events
        let done = events.indices.filter { events[$0].isDone }
        guard let first = done.first else { return missing(answer) }
        var findings: [Finding] = []
        if done.count > 1 {
            findings.append(.malformed("event \(done[1] + 1)", "`[DONE]` once", "\(done.count) times"))
        }
        if let next = events.indices.first(where: { $0 > first && !events[$0].isDone }) {
            findings.append(
                .malformed("event \(next + 1)", "nothing after `[DONE]`", Excerpt.of(events[next].data)))
        } else if answer.stream.value.unknownLines.contains(where: { $0.lowerBound >= events[first].range.upperBound })
        {
            findings.append(.malformed("end of the stream", "nothing after `[DONE]`", "a line that is no event"))
        }
        return findings
    }

    private static func missing(_ answer: Answer) -> [Finding] {
        guard answer.outcome != .signalled else { return [] }
        let last = answer.eventData.last.map { Excerpt.of($0) } ?? "no event at all"
        return [
            .malformed("end of the stream", "`data: [DONE]` as the last event", "the last event is \(last)")
        ]
    }
}
