internal import Wire

extension Check {
    /// Attempts after the first payload.
    package static let failureSingleAttempt = Check(
        id: "failure.single-attempt", title: "Once payload has reached the client, no other attempt is made",
        requirement: "FAIL-008",
        rationale: "A second attempt writes another answer behind the first one, and is paid for twice.",
        passing: [
            Example("one attempt", .stream(half, received: half, sentEnding: .reset, ending: .cut)),
            Example(
                "allowed: a retry before the first payload",
                .attempts(
                    [Reply.error(503).starting(10), Reply.sse(Sample.text("Hi")).starting(20)],
                    received: Reply.sse(Sample.text("Hi")).starting(30))),
        ],
        failing: [
            Example(
                "asked again after the client had text",
                .attempts(
                    [
                        Reply.sse(half, ending: .reset).starting(10, pace: 10),
                        Reply.sse(Sample.text("Hi")).starting(60),
                    ],
                    received: Reply.sse(half + Sample.text("Hi")).starting(12, pace: 10)))
        ],
        each: { round in
            guard let first = FirstPayload.instant(round.received) else { return [] }
            return round.attempts.enumerated().dropFirst().filter { $0.element.firstByte > first }.map {
                index, attempt in
                Finding(
                    .behaviour, at: "attempt \(index + 1)", expected: "none: the client already had payload",
                    actual: "\(attempt.provider.rawValue) asked \((attempt.firstByte - first) / 1_000_000) ms after it")
            }
        })

    private static let half = Sample.role() + Sample.content("Hi")
}

private enum FirstPayload {
    /// When the client had read the first event that carries text or calls; nil when none came.
    static func instant(_ received: Answer) -> Instant? {
        guard received.isStream, let index = received.chat.value.contentEnds.firstIndex(where: { $0 > 0 }) else {
            return nil
        }
        let event = received.stream.value.events[index]
        return received.body.value.instant(ofByte: event.range.upperBound - 1)
    }
}
