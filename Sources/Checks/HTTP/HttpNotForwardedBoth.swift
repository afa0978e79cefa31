internal import Wire

extension Check {
    /// Requests with two lengths.
    package static let httpNotForwardedBoth = Check(
        id: "http.not-forwarded-both", title: "A request with both kinds of length is refused or framed anew",
        requirement: "HTTP-003",
        rationale:
            "Two servers that believe different lengths see different requests, and an attacker can hide a second one "
            + "in the body (request smuggling).",
        holdsInControl: false,
        passing: [
            Example("refused", .attempts([], received: .error(400))),
            Example(
                "framed anew", .json("{}", received: "{}") { $0.arrivedFields = [HeaderField("content-length", "2")] }),
        ],
        failing: [
            Example(
                "forwarded as it was",
                .json("{}", received: "{}") {
                    $0.arrivedFields = [
                        HeaderField("content-length", "2"), HeaderField("transfer-encoding", "chunked"),
                    ]
                }),
            Example("two requests upstream", .attempts([.json("{}"), .json("{}")], received: .json("{}"))),
        ],
        each: { round in
            let both = round.attempts.filter {
                $0.head.fields.contains("content-length") && $0.head.fields.contains("transfer-encoding")
            }
            if let first = both.first {
                return [
                    Finding(
                        .leaked, at: "request framing", expected: "one length",
                        actual: "content-length: \(first.head.fields["content-length"] ?? ""), transfer-encoding: "
                            + (first.head.fields["transfer-encoding"] ?? ""))
                ]
            }
            guard round.attempts.count > 1 else { return [] }
            return [
                Finding(
                    .behaviour, at: "requests at the providers", expected: "at most one",
                    actual: "\(round.attempts.count)")
            ]
        })
}
