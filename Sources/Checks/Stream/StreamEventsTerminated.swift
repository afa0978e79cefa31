internal import Wire

extension Check {
    /// The blank line after the last event.
    package static let streamEventsTerminated = Check(
        id: "stream.events-terminated", title: "Every event ends in a blank line, the last one too",
        requirement: "SSE-002",
        rationale: "Decoders dispatch an event at its blank line; one without it is dropped by every official client, "
            + "without an error.",
        parameters: strictness,
        passing: [
            Example("terminated", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "the connection broke inside an event, which every client can see",
                .stream(Sample.text("Hi"), received: "data: {\"id\":\"x", ending: .cut)),
        ],
        failing: [
            Example(
                "the last blank line is missing",
                .stream(Sample.text("Hi"), received: String(Sample.text("Hi").dropLast()))),
            Example(
                "events are separated by one newline only",
                .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing("\n\n", with: "\n"))),
            Example(
                "strict: relayed from a provider that broke the rule",
                .stream(String(Sample.text("Hi").dropLast()), received: String(Sample.text("Hi").dropLast())) {
                    $0.parameters = "{\"strict\":true}"
                }),
        ],
        each: { $0.introduced(TerminationRule.violations) })
}

private enum TerminationRule {
    static func violations(_ answer: Answer) -> [Finding] {
        guard answer.finish != .cut, answer.finish != .open, let rest = answer.stream.value.leftover else { return [] }
        return [
            .malformed(
                "byte \(rest.lowerBound)", "a blank line after the last event",
                "left over: " + Excerpt.of(Array(answer.payload[rest])))
        ]
    }
}
