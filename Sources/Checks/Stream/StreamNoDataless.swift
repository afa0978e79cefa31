internal import Wire

extension Check {
    /// Blocks of control fields.
    package static let streamNoDataless = Check(
        id: "stream.no-dataless", title: "No block without data, such as a lone `retry:`, is added to the stream",
        requirement: "SSE-006",
        rationale: "The Python and Node clients try to parse the empty data of such a block and raise a JSON error.",
        parameters: strictness,
        passing: [
            Example("none", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: the provider's block is dropped",
                .stream("retry: 3000\n\n" + Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [
            Example("a retry block", .stream(Sample.text("Hi"), received: "retry: 3000\n\n" + Sample.text("Hi"))),
            Example("an event block", .stream(Sample.text("Hi"), received: "event: ping\n\n" + Sample.text("Hi"))),
            Example(
                "strict: relayed from a provider that broke the rule",
                .stream("retry: 3000\n\n" + Sample.text("Hi"), received: "retry: 3000\n\n" + Sample.text("Hi")) {
                    $0.parameters = "{\"strict\":true}"
                }),
        ],
        each: { round in
            round.introduced { answer in
                answer.stream.value.dataless.prefix(3).map {
                    .malformed("byte \($0.lowerBound)", "no block without data", Excerpt.of(Array(answer.payload[$0])))
                }
            }
        })
}
