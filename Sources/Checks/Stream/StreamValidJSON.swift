internal import Wire

extension Check {
    /// What stands in each event.
    package static let streamValidJSON = Check(
        id: "stream.valid-json", title: "Every event holds exactly one JSON value in valid UTF-8",
        requirement: "SSE-011",
        rationale:
            "Clients parse each event by itself: two objects glued together, half an object, NaN or a broken code "
            + "point raise in the middle of an answer.",
        passing: [
            Example("one object per event", .stream(Sample.text("Hé"), received: Sample.text("H\\u00e9"))),
            Example(
                "allowed: the provider's own malformed event is relayed",
                .stream(
                    Sample.role() + Sample.event("{oops") + Sample.done,
                    received: Sample.role() + Sample.event("{oops") + Sample.done)),
        ],
        failing: [
            Example(
                "two events are glued with a comma",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.text("Hi").replacing("}\n\ndata: [DONE]", with: "},data: [DONE]"))),
            Example(
                "NaN", .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing("1700000001", with: "NaN"))),
            Example(
                "half an object",
                .stream(Sample.text("Hi"), received: Sample.text("Hi") + Sample.event("{\"id\":\"chat"))),
        ],
        each: { round in
            round.streams { sent, received in
                let excused = Set(sent.eventData)
                return received.stream.value.events.enumerated().compactMap { index, event in
                    guard !event.isDone, !event.data.isEmpty, !excused.contains(event.data) else { return nil }
                    return JSONRule.finding(event.data, at: "event \(index + 1)")
                }
            }
        })
}

private enum JSONRule {
    static func finding(_ data: [UInt8], at place: String) -> Finding? {
        do throws(JSONError) {
            _ = try JSON.parse(data)
            return nil
        } catch {
            let near = data[max(0, error.offset - 40)..<min(data.count, error.offset + 40)]
            return .malformed(
                place, "one JSON value", "\(error.message) at byte \(error.offset): \(Excerpt.of(Array(near)))")
        }
    }
}
