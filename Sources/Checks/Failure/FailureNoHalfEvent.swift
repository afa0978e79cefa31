internal import Wire

extension Check {
    /// Events that were cut.
    package static let failureNoHalfEvent = Check(
        id: "failure.no-half-event", title: "Half an event is never passed on as an event", requirement: "FAIL-005",
        rationale: "Clients raise a JSON error that hides the real cause, or take half a text for all of it.",
        passing: [
            Example(
                "dropped with the connection", .stream(half, received: Sample.role(), sentEnding: .cut, ending: .cut)),
            Example(
                "allowed: the same half bytes, undispatched, then a cut",
                .stream(half, received: half, sentEnding: .cut, ending: .cut)),
        ],
        failing: [
            Example("closed with a blank line", .stream(half, received: half + "\n\n", sentEnding: .cut)),
            Example(
                "closed, before an error event",
                .stream(half, received: half + "\n\n" + Sample.event(Sample.error("cut")), sentEnding: .cut)),
        ],
        each: { round in
            round.streams { sent, received in
                let whole = Set(sent.eventData)
                return received.stream.value.events.enumerated().filter { _, event in
                    !event.isDone && !event.data.isEmpty && !whole.contains(event.data)
                        && (try? JSON.parse(event.data)) == nil
                }.map { .malformed("event \($0.offset + 1)", "whole events only", Excerpt.of($0.element.data)) }
            }
        })

    private static let half = Sample.role() + "data: {\"id\":\"chat"
}
