internal import Wire

extension Check {
    /// Failures before the first payload.
    package static let errorsHTTPStatusBeforePayload = Check(
        id: "errors.http-status-before-payload",
        title: "A failure before the first payload is told by an HTTP status, not inside a 200", requirement: "ERR-012",
        rationale: "SDKs retry by status; once a 200 has been sent, an error event is final and nobody tries again.",
        holdsInControl: false,
        passing: [
            Example("an error status", .answer(.sse(Sample.event(Sample.error("boom"))), received: .error(502))),
            Example("the provider's status", .answer(.error(429), received: .error(429))),
            Example(
                "after the first payload a 200 is right",
                .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [
            Example(
                "an error event as the first event",
                .stream(Sample.event(Sample.error("boom")), received: Sample.event(Sample.error("boom")))),
            Example("an error event for a 429", .answer(.error(429), received: .sse(Sample.event(Sample.error("x"))))),
            Example("an empty stream", .attempts([.none(.reset)], received: .sse(Sample.done))),
        ],
        each: { round in
            let failed =
                round.provided.map { ($0.isStream ? $0.outcome != .success && !$0.hasContent : !$0.isSuccess) } ?? true
            guard failed, round.received.isSuccess else { return round.unanswered.map { [$0] } ?? [] }
            return [
                Finding(
                    .hiddenFailure, at: "status", expected: "an error status: no payload had been sent",
                    actual: round.received.summary)
            ]
        })
}
