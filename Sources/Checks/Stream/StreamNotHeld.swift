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
            Example(
                "allowed: the role alone waits and comes with the first text",
                .answer(
                    Reply.sse(Sample.text("Hi")).starting(10, pace: 100),
                    received: Reply.sse(merged).starting(112, pace: 100)
                ) { $0.waits = [nil, 2, 1] }),
        ],
        failing: [
            Example(
                "the role and the first text come with the second",
                .answer(
                    Reply.sse(Sample.text("Hi", "you")).starting(10, pace: 100),
                    received: Reply.sse(merged).starting(212, pace: 100)
                ) { $0.waits = [nil, nil, 1] }),
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
                let held = attempt.lockstep.filter {
                    $0.released == nil && !Merge.absorbed($0.event, of: sent, in: received)
                }
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

    private static let merged = Sample.text("Hi").replacing(Sample.role(), with: "")
}

/// Chunks may be merged (`requirements.md` §8): one that says nothing yet may come with the first that does.
private enum Merge {
    static func absorbed(_ event: Int, of sent: Answer, in received: Answer) -> Bool {
        let ends = sent.chat.value.contentEnds
        guard event >= 1, event <= ends.count, ends[event - 1] == 0 else { return false }
        guard event <= sent.goodChunks.count, sent.goodChunks.prefix(event).allSatisfy({ $0.toolCalls.isEmpty }) else {
            return false
        }
        return received.chat.value.contentEnds.first.map { $0 > 0 } == true
            || received.goodChunks.first?.toolCalls.isEmpty == false
    }
}
