internal import Wire

extension Check {
    /// The finish reason of a choice that goes on.
    package static let streamOpenFinishNull = Check(
        id: "stream.open-finish-null", title: "A choice that goes on has the finish_reason null, not an empty string",
        requirement: "STREAM-028",
        rationale: "Clients test for null; an empty string is a value, so the choice counts as finished.",
        passing: [Example("null", .stream(Sample.text("Hi"), received: Sample.text("Hi")))],
        failing: [
            Example(
                "empty",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.text("Hi").replacing("\"finish_reason\":null", with: "\"finish_reason\":\"\"")))
        ],
        each: { round in
            round.introduced { answer in
                answer.goodChunks.filter { $0.choices.contains { $0["finish_reason"]?.stringValue == "" } }.prefix(3)
                    .map {
                        .malformed($0.place, "finish_reason null while the choice goes on", "\"\"")
                    }
            }
        })
}
