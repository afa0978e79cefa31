internal import Wire

extension Check {
    /// When the answer was made.
    package static let headersDate = Check(
        id: "headers.date", title: "Every answer carries a Date", requirement: "HTTP-014",
        rationale: "Caches, log correlation and clients that compute a Retry-After date need it.",
        holdsInControl: false,
        passing: [
            Example(
                "present",
                .answer(
                    .json("{}"),
                    received: .json("{}", status: 200, [HeaderField("date", "Sat, 21 Nov 2026 08:00:00 GMT")])))
        ],
        failing: [Example("absent", .answer(.json("{}"), received: .json("{}")))],
        each: { round in
            guard let fields = round.received.head?.fields else { return round.unanswered.map { [$0] } ?? [] }
            guard fields["date"]?.hasSuffix("GMT") != true else { return [] }
            return [Finding(.lost, at: "date", expected: "a Date in GMT", actual: HeaderText.show(fields.all("date")))]
        })
}
