internal import Wire

extension Check {
    /// Made-up endings.
    package static let failureNoInventedFinish = Check(
        id: "failure.no-invented-finish", title: "A choice that the provider left open gets no finish_reason",
        requirement: "FAIL-002",
        rationale:
            "`stop` says that the model said all it wanted; invented after a cut, it turns half an answer into a whole "
            + "one for every program that looks.",
        passing: [
            Example("left open", .stream(half, received: half, sentEnding: .reset, ending: .cut)),
            Example("finished by the provider", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: `error` as a finish",
                .stream(half, received: half + Sample.finish("error"), sentEnding: .reset)),
            Example(
                "the answer of another attempt",
                .attempts([.sse(half, ending: .reset), .sse(Sample.text("Hi"))], received: .sse(Sample.text("Hi")))),
        ],
        failing: [
            Example("stop", .stream(half, received: half + Sample.finish() + Sample.done, sentEnding: .reset)),
            Example("length", .stream(half, received: half + Sample.finish("length") + Sample.done)),
            Example(
                "for a stream without a choice", .stream("", received: Sample.finish() + Sample.done, sentEnding: .cut)),
            Example(
                "JSON for no answer", .attempts([.none(.reset)], received: .json(Sample.completion()))),
        ],
        each: { round in
            guard round.received.isSuccess else { return [] }
            let sent = round.provided.map(Finishes.of) ?? [:]
            return Finishes.of(round.received).sorted { $0.key < $1.key }.filter {
                sent[$0.key] == nil && $0.value != "error"
            }
            .map {
                Finding(
                    .invented, at: "choice \($0.key) finish_reason",
                    expected: "none: the provider left the choice open",
                    actual: $0.value)
            }
        })

    private static let half = Sample.role() + Sample.content("Hi")
}

private enum Finishes {
    static func of(_ answer: Answer) -> [Int: String] {
        let fold = answer.isStream ? answer.chat.value.fold : answer.json.value.map { Fold(completion: $0) } ?? Fold()
        return fold.choices.compactMapValues(\.finishReason)
    }
}
