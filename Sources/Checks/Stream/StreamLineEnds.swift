internal import Wire

extension Check {
    /// Line ends towards the client.
    package static let streamLineEnds = Check(
        id: "stream.line-ends", title: "Lines end in LF or CRLF, never in a lone CR that the provider did not send",
        requirement: "SSE-004", rationale: "The Go client finds no event at all in a stream of lone CRs, and no error.",
        parameters: strictness,
        passing: [
            Example("LF", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: CRLF in place of LF",
                .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing("\n", with: "\r\n"))),
        ],
        failing: [
            Example("lone CR", .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing("\n", with: "\r"))),
            Example(
                "strict: relayed from a provider that broke the rule",
                .stream(
                    Sample.text("Hi").replacing("\n", with: "\r"),
                    received: Sample.text("Hi").replacing("\n", with: "\r")
                ) { $0.parameters = "{\"strict\":true}" }),
        ],
        each: { round in
            round.introduced { answer in
                guard answer.stream.value.lineEnds.contains(.cr) else { return [] }
                let at = answer.payload.firstIndex(of: 0x0D) ?? 0
                return [.malformed("byte \(at)", "LF or CRLF", "a lone CR")]
            }
        })
}
