internal import Wire

extension Check {
    /// Answers without a body.
    package static let httpNoBody = Check(
        id: "http.no-body", title: "Answers to HEAD, and 204 and 304, have no body", requirement: "HTTP-005",
        rationale: "Bytes after such a head are read as the beginning of the next answer on the connection.",
        passing: [
            Example("HEAD", .head("")),
            Example("a body where one belongs", .answer(.json("{}"), received: .json("{}"))),
        ],
        failing: [
            Example("HEAD with a body", .head("{}")),
            Example("204 with a body", .answer(.json("{}"), received: .json("{}", status: 204))),
        ],
        each: { round in
            guard let head = round.received.head else { return round.unanswered.map { [$0] } ?? [] }
            let bodyless = round.client.request.method == "HEAD" || head.status == 204 || head.status == 304
            guard bodyless, !round.received.wire.bytes.isEmpty else { return [] }
            return [
                .malformed(
                    "body", "no byte after the head",
                    "\(round.received.wire.bytes.count) bytes: " + Excerpt.of(round.received.wire.bytes))
            ]
        })
}

extension Trial {
    fileprivate static func head(_ body: String) -> Trial {
        answer(.text("", type: "application/json"), received: .text(body, type: "application/json")) {
            $0.method = "HEAD"
        }
    }
}
