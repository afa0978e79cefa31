internal import Wire

extension Check {
    /// Log probabilities in a stream.
    package static let streamLogprobsEqual = Check(
        id: "stream.logprobs-equal", title: "The logprobs of each choice are complete and unchanged",
        requirement: "STREAM-017",
        rationale: "Scoring and evaluation read them; a lost entry shifts every later token against its text.",
        passing: [
            Example("as sent", .stream(logprobs("-0.000054669687"), received: logprobs("-0.000054669687"))),
            Example(
                "allowed: the same number in another spelling", .stream(logprobs("-0.5"), received: logprobs("-5e-1"))),
        ],
        failing: [
            Example("rounded", .stream(logprobs("-0.000054669687"), received: logprobs("-0.00005467"))),
            Example("lost", .stream(logprobs("-0.5"), received: Sample.text("Hi"))),
            Example("those of a refusal are lost", .stream(refused, received: Sample.text("Hi"))),
        ],
        each: { round in
            round.streams { sent, received in
                let copies = received.chat.value.fold.choices
                return sent.chat.value.fold.choices.sorted { $0.key < $1.key }.flatMap { index, choice in
                    JSONEvidence.findings(
                        .array(choice.logprobs), .array(copies[index]?.logprobs ?? []), at: "choice \(index) logprobs")
                        + JSONEvidence.findings(
                            .array(choice.refusalLogprobs), .array(copies[index]?.refusalLogprobs ?? []),
                            at: "choice \(index) refusal logprobs")
                }
            }
        })

    private static let refused = logprobs("-0.5").replacing("\"content\":[", with: "\"refusal\":[").replacing(
        "],\"refusal\":null", with: "],\"content\":null")

    private static func logprobs(_ number: String) -> String {
        let entry =
            "\"logprobs\":{\"content\":[{\"token\":\"Hi\",\"logprob\":\(number),\"bytes\":null,\"top_logprobs\":[]}],"
            + "\"refusal\":null},"
        return Sample.role() + Sample.chunk("{\"content\":\"Hi\"}", choice: entry) + Sample.finish() + Sample.bare()
            + Sample.done
    }
}
