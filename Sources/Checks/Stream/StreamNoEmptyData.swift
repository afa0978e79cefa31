internal import Wire

extension Check {
    /// Events with nothing in them.
    package static let streamNoEmptyData = Check(
        id: "stream.no-empty-data", title: "No event with empty data is added to the stream", requirement: "SSE-007",
        rationale: "Every official client hands the empty text to its JSON parser and raises.",
        parameters: strictness,
        passing: [
            Example("none", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: the provider's empty event is dropped",
                .stream("data:\n\n" + Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [
            Example(
                "a comment became an empty event",
                .stream(": ping\n\n" + Sample.text("Hi"), received: "data: \n\n" + Sample.text("Hi"))),
            Example(
                "strict: relayed from a provider that broke the rule",
                .stream("data:\n\n" + Sample.text("Hi"), received: "data:\n\n" + Sample.text("Hi")) {
                    $0.parameters = "{\"strict\":true}"
                }),
        ],
        each: { round in
            round.introduced { answer in
                answer.stream.value.events.enumerated().filter { $0.element.data.isEmpty }.prefix(3).map {
                    .malformed("event \($0.offset + 1)", "no event with empty data", "empty data")
                }
            }
        })
}
