internal import Wire

extension Check {
    /// What becomes of the provider's comments.
    package static let streamCommentsStayComments = Check(
        id: "stream.comments-stay-comments", title: "A comment is dropped or stays a comment; it never becomes data",
        requirement: "SSE-009",
        rationale: "Providers keep connections alive with comment lines; sent on as data they are the first thing that "
            + "the client tries to parse as JSON.",
        passing: [
            Example("kept", .stream(": ping\n\n" + Sample.text("Hi"), received: ": ping\n\n" + Sample.text("Hi"))),
            Example("allowed: dropped", .stream(": ping\n\n" + Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [
            Example(
                "sent on as data",
                .stream(": ping\n\n" + Sample.text("Hi"), received: "data: : ping\n\n" + Sample.text("Hi"))),
            Example(
                "its text became data",
                .stream(": ping\n\n" + Sample.text("Hi"), received: "data: ping\n\n" + Sample.text("Hi"))),
        ],
        each: { round in
            round.streams { sent, received in
                let texts = Set(sent.stream.value.comments.map { $0.text.trimmingOWS() }.filter { !$0.isEmpty })
                let excused = Set(sent.eventData)
                return received.eventData.enumerated().compactMap { index, data in
                    let text = String(decoding: data, as: UTF8.self).trimmingOWS()
                    guard text.hasPrefix(":") || texts.contains(text), !excused.contains(data) else { return nil }
                    return .malformed("event \(index + 1)", "comments stay comments", "data: " + text)
                }
            }
        })
}
