internal import Wire

extension Check {
    /// The gateway's own keep-alives.
    package static let streamKeepAliveForm = Check(
        id: "stream.keep-alive-form", title: "The gateway's own keep-alives are comment lines without a blank line",
        requirement: "SSE-010",
        rationale:
            "A blank line after a comment is harmless to most decoders, but it dispatches an empty event in clients "
            + "that remember an id, and failed in older Go releases.",
        passing: [
            Example("a bare comment line", .stream(Sample.text("Hi"), received: ": ping\n" + Sample.text("Hi"))),
            Example(
                "allowed: the provider's comments are relayed as they were",
                .stream(": ping\n\n" + Sample.text("Hi"), received: ": ping\n\n" + Sample.text("Hi"))),
        ],
        failing: [
            Example("with a blank line", .stream(Sample.text("Hi"), received: ": ping\n\n" + Sample.text("Hi")))
        ],
        each: { round in
            round.streams { sent, received in
                let own = Set(sent.stream.value.comments.map(\.text))
                let blanks = Set(received.stream.value.spareBlankLines.map(\.lowerBound))
                return received.stream.value.comments
                    .filter { !own.contains($0.text) && blanks.contains($0.range.upperBound) }.prefix(3)
                    .map {
                        .malformed(
                            "byte \($0.range.lowerBound)", "a keep-alive of one line", ":\($0.text) + blank line")
                    }
            }
        })
}
