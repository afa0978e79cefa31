internal import Wire

extension Check {
    /// When the response head leaves.
    package static let streamHeadEarly = Check(
        id: "stream.head-early", title: "The head reaches the client before the provider writes its first event",
        requirement: "PERF-004",
        rationale:
            "A head that waits for the first event tells the client nothing while the model thinks; a head that does "
            + "not wait leaves no way to fail over. Both are legitimate, so this is reported, not judged.",
        passing: [
            Example(
                "the head goes ahead",
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(50, pace: 10),
                    received: Reply.sse(Sample.text("Hi")).starting(5)
                ))
        ],
        failing: [
            Example(
                "the head waits",
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(50, pace: 10),
                    received: Reply.sse(Sample.text("Hi")).starting(80)))
        ],
        each: { round in
            guard let index = round.answering, let first = round.attempts[index].sentBody.segments.first?.at,
                let head = round.client.headAt, head > first
            else { return [] }
            let milliseconds = (head - first) / 1_000_000
            return [
                Finding(
                    .delayed, at: "response head", expected: "at the client before the provider's first event",
                    actual: "\(milliseconds) ms after it was written")
            ]
        })
}
