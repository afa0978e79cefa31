internal import Wire

extension Check {
    /// The worst class of defect.
    package static let failureCutVisible = Check(
        id: "failure.cut-visible", title: "A stream that the provider cut does not look complete to the client",
        requirement: "FAIL-001",
        rationale:
            "A clean end after half an answer is taken for the whole of it: no retry, no warning, a wrong result.",
        passing: [
            Example("the cut is passed on", .stream(half, received: half, sentEnding: .reset, ending: .cut)),
            Example(
                "allowed: an error event",
                .stream(half, received: half + Sample.event(Sample.error("cut")), sentEnding: .reset)),
            Example(
                "allowed: an error event of the Responses API",
                .stream(created, received: created + Sample.event("{\"type\":\"error\"}"), sentEnding: .reset)),
            Example(
                "allowed: an error status, when nothing was passed on yet",
                .answer(.sse(half, ending: .reset), received: .error(502))),
            Example(
                "allowed: the whole answer from another attempt",
                .attempts([.sse(half, ending: .reset), .sse(Sample.text("Hi"))], received: .sse(Sample.text("Hi")))),
            Example(
                "the cut of a close-delimited body cannot be told from its end",
                .answer(Reply.sse(half, ending: .cut).framed(.close), received: .sse(half))),
        ],
        failing: [
            Example("a clean end", .stream(half, received: half, sentEnding: .reset)),
            Example("a clean end of the Responses API", .stream(created, received: created, sentEnding: .reset)),
            Example(
                "the client waits for ever", .stream(half, received: half, sentEnding: .reset, ending: .stalled)),
            Example("[DONE]", .stream(half, received: half + Sample.done, sentEnding: .cut)),
            Example(
                "a finish and [DONE]", .stream(half, received: half + Sample.finish() + Sample.done, sentEnding: .reset)
            ),
            Example("an empty success", .stream("", received: Sample.done, sentEnding: .reset)),
            Example(
                "a success for a connection that broke before the head",
                .attempts([.none(.reset)], received: .sse(Sample.done))),
            Example("a success though no provider was reached", .attempts([], received: .sse(Sample.done))),
            Example(
                "JSON",
                .answer(Reply.json(Sample.completion()).ended(.cut), received: .json(Sample.completion().dropping(5)))),
        ],
        each: { round in
            guard round.provided.map(CutRule.wasCut) ?? true else { return [] }
            if let finding = round.unanswered { return round.client.ending == .timedOut ? [finding] : [] }
            let received = round.received
            if received.isSuccess, received.finish == .open, round.client.ending == .timedOut,
                round.provided?.finish == .cut, received.outcome != .signalled
            {
                return [
                    Finding(
                        .hiddenFailure, at: "end of the answer", expected: CutRule.expected,
                        actual: "nothing more, until the client gave up")
                ]
            }
            guard received.isSuccess, !received.outcome.isVisibleFailure, received.finish != .cut,
                received.finish != .open
            else { return [] }
            return [received.isStream ? .hidden(received, CutRule.expected) : CutRule.plain(received)]
        })

    private static let half = Sample.role() + Sample.content("Hi")
    private static let created = Sample.event("{\"type\":\"response.created\"}")
}

enum CutRule {
    static let expected = "an error event, or a broken connection"

    /// Whether every client could see at the provider's end that the answer was broken off.
    static func wasCut(_ provided: Answer) -> Bool {
        if provided.head == nil { return true }
        guard provided.isSuccess else { return false }
        return provided.isStream ? provided.outcome == .aborted : provided.finish == .cut || provided.finish == .open
    }

    static func plain(_ received: Answer) -> Finding {
        Finding(
            .hiddenFailure, at: "answer", expected: "an error status, or a broken connection", actual: received.summary)
    }
}
