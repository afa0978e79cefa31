internal import Wire

extension Check {
    /// The first bytes of a stream.
    package static let streamNoBOM = Check(
        id: "stream.no-bom", title: "The gateway puts no byte-order mark before the stream", requirement: "SSE-005",
        rationale:
            "The Python and Go clients take the mark for a part of the first field name and lose the first event "
            + "without an error.",
        parameters: strictness,
        passing: [
            Example("none", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: the provider's own mark is relayed",
                .stream("\u{FEFF}" + Sample.text("Hi"), received: "\u{FEFF}" + Sample.text("Hi"))),
        ],
        failing: [
            Example("added", .stream(Sample.text("Hi"), received: "\u{FEFF}" + Sample.text("Hi"))),
            Example(
                "strict: relayed from a provider that broke the rule",
                .stream("\u{FEFF}" + Sample.text("Hi"), received: "\u{FEFF}" + Sample.text("Hi")) {
                    $0.parameters = "{\"strict\":true}"
                }),
        ],
        each: { round in
            round.introduced { answer in
                guard answer.stream.value.hasBOM else { return [] }
                return [.malformed("byte 0", "no byte-order mark", "EF BB BF")]
            }
        })
}
