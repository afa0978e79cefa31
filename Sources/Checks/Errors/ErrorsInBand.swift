internal import Wire

extension Check {
    /// Failures after the head was sent.
    package static let errorsInBand = Check(
        id: "errors.in-band",
        title: "A failure inside a stream reaches the client as an error event or a broken connection",
        requirement: "ERR-008",
        rationale:
            "After status 200 there are two ways to say that the answer failed: an event with a top-level error object, "
            + "or an unclean end. Anything else reads as a short but complete answer.",
        passing: [
            Example("relayed", .stream(boom, received: boom)),
            Example("allowed: [DONE] after it", .stream(boom, received: boom + Sample.done)),
            Example("allowed: the connection breaks", .stream(boom, received: Sample.role(), ending: .cut)),
            Example("allowed: an error status, when nothing was sent yet", .answer(.sse(boom), received: .error(502))),
            Example("a bare error line is relayed as it was", .stream(bare, received: bare)),
            Example(
                "a malformed event is relayed", .stream(malformed, received: malformed)),
        ],
        failing: [
            Example("swallowed", .stream(boom, received: Sample.role() + Sample.content("Hi"))),
            Example("made a success", .stream(boom, received: Sample.text("Hi"))),
            Example(
                "reduced to an event name",
                .stream(boom, received: Sample.role() + "event: error\n" + Sample.event("{\"message\":\"boom\"}"))),
            Example("a bare error line is dropped", .stream(bare, received: Sample.role())),
            Example(
                "a malformed event is skipped",
                .stream(malformed, received: malformed.replacing("data: {oops\n\n", with: ""))),
        ],
        each: { round in
            round.streams { sent, received in
                if received.outcome.isVisibleFailure { return [] }
                if sent.outcome.isVisibleFailure {
                    return [Finding.hidden(received, "an error event, or a broken connection")]
                }
                return FailureText.hidden(sent, received).map {
                    [Finding.hidden(received, "the provider's failure \"\($0)\", relayed or signalled")]
                } ?? []
            }
        })

    private static let boom = Sample.role() + Sample.content("Hi") + Sample.event(Sample.error("boom"))
    private static let bare = Sample.role() + Sample.error("boom") + "\n\n"
    private static let malformed = Sample.text("Hi").replacing(
        Sample.content("Hi"), with: Sample.event("{oops") + Sample.content("Hi"))
}

/// What a provider said in a form that no client takes for an error.
private enum FailureText {
    /// The first such text that the client cannot find anywhere; nil when all is there.
    static func hidden(_ sent: Answer, _ received: Answer) -> String? {
        let odd =
            sent.stream.value.unknownLines.map { Array(sent.payload[$0]) }
            + sent.stream.value.events.filter { !$0.isDone && (try? JSON.parse($0.data)) == nil && !$0.data.isEmpty }
            .map(\.data)
        return odd.map { String(decoding: $0, as: UTF8.self).trimmingOWS().filter { !$0.isNewline } }
            .first { text in !text.isEmpty && !String(decoding: received.payload, as: UTF8.self).contains(text) }
            .map { Excerpt.of($0) }
    }
}

extension Finding {
    /// A failure that the client cannot see.
    static func hidden(_ received: Answer, _ expected: String) -> Finding {
        let last = received.eventData.last.map { Excerpt.of(Array($0.prefix(100))) } ?? "no event"
        return Finding(
            .hiddenFailure, at: "end of the stream", expected: expected,
            actual: "a clean end, \(received.outcome.rawValue); last event \(last)")
    }
}
