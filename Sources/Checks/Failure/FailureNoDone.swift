internal import Wire

extension Check {
    /// The terminator of an unfinished answer.
    package static let failureNoDone = Check(
        id: "failure.no-done", title: "An unfinished answer is not closed with [DONE]", requirement: "FAIL-003",
        rationale:
            "[DONE] is the promise that everything came; added to a stream that just stopped, it takes away the last "
            + "sign that something is missing.",
        passing: [
            Example("a bare end is relayed", .stream(half, received: half)),
            Example(
                "allowed: [DONE] after an error event",
                .stream(half, received: half + Sample.event(Sample.error("cut")) + Sample.done)),
            Example(
                "allowed: added after the finish",
                .stream(half + Sample.finish(), received: half + Sample.finish() + Sample.done)),
            Example("the provider's own", .stream(half + Sample.done, received: half + Sample.done)),
        ],
        failing: [
            Example("added", .stream(half, received: half + Sample.done)),
            Example("added with a finish", .stream(half, received: half + Sample.finish() + Sample.done)),
        ],
        each: { round in
            round.streams { sent, received in
                let chat = sent.chat.value
                guard !chat.isFinished, !chat.isDone, received.chat.value.isDone, received.outcome != .signalled else {
                    return []
                }
                return [.hidden(received, "no [DONE]: the provider finished nothing")]
            }
        })

    private static let half = Sample.role() + Sample.content("Hi")
}
