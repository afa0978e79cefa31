internal import Wire

extension Check {
    /// Named events on chat streams.
    package static let streamNoControlEvents = Check(
        id: "stream.no-control-events", title: "The gateway adds no `event:` field to a chat stream",
        requirement: "SSE-014",
        rationale: "Official clients branch on the event name, and names that begin with `thread.` send a chunk to "
            + "another parser.",
        parameters: strictness,
        passing: [
            Example("none", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: the provider's names are dropped",
                .stream("event: message\n" + Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [
            Example("added", .stream(Sample.text("Hi"), received: "event: thread.delta\n" + Sample.text("Hi"))),
            Example(
                "strict: relayed from a provider that broke the rule",
                .stream("event: message\n" + Sample.text("Hi"), received: "event: message\n" + Sample.text("Hi")) {
                    $0.parameters = "{\"strict\":true}"
                }),
        ],
        each: { round in
            round.introduced { answer in
                answer.stream.value.events.enumerated().filter { $0.element.name != nil }.prefix(3).map {
                    .malformed("event \($0.offset + 1)", "no `event:` field", "event: \($0.element.name ?? "")")
                }
            }
        })
}
