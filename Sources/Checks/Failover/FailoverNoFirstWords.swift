internal import Wire

extension Check {
    /// Traces of an attempt that failed.
    package static let failoverNoFirstWords = Check(
        id: "failover.no-first-words", title: "Neither text nor headers of a failed attempt are part of the answer",
        requirement: "FAILOVER-005",
        rationale:
            "Two openings in one answer, or the failed provider's request id and limits on it, mislead the client and "
            + "whoever looks into it later.",
        holdsInControl: false,
        passing: [
            Example("clean", .answered(Sample.text("cobaltotter"))),
            Example("one provider only", .stream(Sample.text("amberfalcon"), received: Sample.text("amberfalcon"))),
        ],
        failing: [
            Example("text of both", .answered(Sample.text("amberfalcon", "cobaltotter"))),
            Example(
                "a header of the first",
                .answered(Sample.text("cobaltotter"), [HeaderField("x-request-id", "req-of-primary")])),
        ],
        each: { round in
            guard let index = round.answering, round.received.isSuccess else {
                return round.unanswered.map { [$0] } ?? []
            }
            let winner = round.attempts[index].provider
            let losers = Set(round.attempts.map(\.provider)).subtracting([winner])
            let text = String(decoding: round.received.payload, as: UTF8.self)
            let words = losers.map { round.context.provider($0).word }.filter { !$0.isEmpty && text.contains($0) }.map {
                Finding(.invented, at: "answer", expected: "nothing of the failed attempt", actual: "its word \($0)")
            }
            return words + FailedHeaders.findings(round, winner: index)
        })
}

extension Trial {
    fileprivate static func answered(_ text: String, _ fields: HeaderFields = []) -> Trial {
        attempts(
            [
                .error(503, "No.", [HeaderField("x-request-id", "req-of-primary")]),
                Reply.sse(Sample.text("cobaltotter")).by(.backup),
            ], received: .sse(text, fields))
    }
}
