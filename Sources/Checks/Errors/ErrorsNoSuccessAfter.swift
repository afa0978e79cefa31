internal import Wire

extension Check {
    /// What follows an error.
    package static let errorsNoSuccessAfter = Check(
        id: "errors.no-success-after", title: "No content, finish or usage follows an error event",
        requirement: "ERR-011",
        rationale: "A `stop` or usage after the error makes clients that kept reading count the answer as complete.",
        passing: [
            Example("the end", .stream(boom, received: boom)),
            Example("allowed: [DONE]", .stream(boom, received: boom + Sample.done)),
            Example("a plain stream", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [
            Example("a finish", .stream(boom, received: boom + Sample.finish() + Sample.done)),
            Example("usage", .stream(boom, received: boom + Sample.bare() + Sample.done)),
            Example("more text", .stream(boom, received: boom + Sample.content("x"))),
        ],
        each: { $0.introduced(AfterError.violations) })

    private static let boom = Sample.role() + Sample.event(Sample.error("boom"))
}

private enum AfterError {
    static func violations(_ answer: Answer) -> [Finding] {
        guard let error = answer.chunks.firstIndex(where: { $0.isError }) else { return [] }
        return answer.chunks[(error + 1)...].filter { !$0.isError && ($0.usage != nil || !$0.choices.isEmpty) }.prefix(
            1
        )
        .map { .malformed($0.place, "nothing but [DONE] after an error event", $0.json.text) }
    }
}
