internal import Wire

extension Check {
    /// The yes/no question of streaming.
    package static let streamNotHeld = Check(
        id: "stream.not-held", title: "Every event reaches the client before the provider writes the next",
        requirement: "PERF-002",
        rationale:
            "The provider waits for the client to have each event before it writes the next one. A gateway that holds "
            + "events until the next one, until a buffer is full or until the end turns a live stream into a batch.",
        passing: [
            Example(
                "each wait was released",
                .stream(Sample.text("Hi"), received: Sample.text("Hi")) { $0.waits = [1, 2, 1] }),
            Example(
                "allowed: released late; that is delay, not holding",
                .stream(Sample.text("Hi"), received: Sample.text("Hi")) { $0.waits = [190, 200, 195] }),
        ],
        failing: [
            Example(
                "held to the end",
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(10, pace: 100),
                    received: Reply.sse(Sample.text("Hi")).starting(900)
                ) { $0.waits = [nil, nil, nil] }),
            Example(
                "the first event waits for the second",
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(10, pace: 100),
                    received: Reply.sse(Sample.text("Hi")).starting(112, pace: 100)
                ) { $0.waits = [nil] }),
        ],
        each: { round in
            round.streams { sent, received in
                guard let attempt = round.answering.map({ round.attempts[$0] }) else { return [] }
                let held = attempt.lockstep.filter { $0.released == nil }
                guard let first = held.first else { return [] }
                let hold = Holding(attempt: attempt, sent: sent, received: received, wait: first)
                return [
                    Finding(
                        .held, at: "event \(first.event)",
                        expected: "at the client before the provider writes event \(first.event + 1)",
                        actual: "\(hold.description); \(held.count) of \(attempt.lockstep.count) waits ran out")
                ]
            }
        })
}
