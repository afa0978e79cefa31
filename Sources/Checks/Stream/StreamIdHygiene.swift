internal import Wire

extension Check {
    /// Blank lines after an `id:` field.
    package static let streamIdHygiene = Check(
        id: "stream.id-hygiene", title: "After an `id:` line no surplus blank line follows", requirement: "SSE-008",
        rationale:
            "The Python client remembers the id, so that every later spare blank line, the one after a keep-alive "
            + "included, dispatches an empty event and raises a JSON error.",
        parameters: strictness,
        passing: [
            Example("no id at all", .stream(Sample.text("Hi"), received: ": ping\n\n" + Sample.text("Hi"))),
            Example("an id, no spare line", .stream(Sample.text("Hi"), received: "id: 1\n" + Sample.text("Hi"))),
        ],
        failing: [
            Example(
                "a keep-alive with a blank line after an id",
                .stream(
                    Sample.text("Hi"),
                    received: "id: 1\n" + Sample.role() + ": ping\n\n" + Sample.content("Hi") + Sample.finish()
                        + Sample.bare() + Sample.done)),
            Example(
                "strict: relayed from a provider that broke the rule",
                .stream("id: 1\n" + Sample.text("Hi") + "\n", received: "id: 1\n" + Sample.text("Hi") + "\n") {
                    $0.parameters = "{\"strict\":true}"
                }),
        ],
        each: { round in
            round.introduced { answer in
                let stream = answer.stream.value
                guard let start = stream.events.first(where: { $0.id != nil })?.range.upperBound,
                    let blank = stream.spareBlankLines.first(where: { $0.lowerBound >= start })
                else { return [] }
                return [
                    .malformed(
                        "byte \(blank.lowerBound)", "no spare blank line once an `id:` was sent", "a spare blank line")
                ]
            }
        })
}
