internal import Wire

extension Check {
    /// The framing of requests upstream.
    package static let httpUpstreamWellFormed = Check(
        id: "http.upstream-well-formed",
        title: "The provider gets a request with one valid framing and all of its body",
        requirement: "HTTP-003",
        rationale:
            "Contradicting or wrong lengths let the provider see another request than the gateway meant to send.",
        holdsInControl: false,
        passing: [
            Example("a length", .framed([HeaderField("content-length", "2")])),
            Example("allowed: chunks", .framed([HeaderField("transfer-encoding", "chunked")])),
            Example("refused by the gateway", .attempts([], received: .error(400))),
        ],
        failing: [
            Example(
                "both", .framed([HeaderField("content-length", "2"), HeaderField("transfer-encoding", "chunked")])),
            Example("a wrong length", .framed([HeaderField("content-length", "9")])),
            Example("two lengths", .framed([HeaderField("content-length", "2"), HeaderField("content-length", "3")])),
            Example("no length for a body", .framed([])),
        ],
        each: { round in
            round.attempts.enumerated().compactMap { index, attempt in
                RequestFraming.problem(attempt).map {
                    .malformed("request framing of attempt \(index + 1)", "one valid framing that fits the body", $0)
                }
            }
        })
}

private enum RequestFraming {
    /// What is wrong; nil when nothing is.
    static func problem(_ attempt: Attempt) -> String? {
        let lengths = Set(attempt.head.fields.list("content-length"))
        let codings = attempt.head.fields.list("transfer-encoding")
        if !lengths.isEmpty, !codings.isEmpty { return "both Content-Length and Transfer-Encoding" }
        if lengths.count > 1 { return "Content-Length " + lengths.sorted().joined(separator: " and ") }
        if let text = lengths.first {
            guard Int(text) == attempt.body.count else {
                return "Content-Length \(text) for \(attempt.body.count) bytes"
            }
            return nil
        }
        if codings.isEmpty { return attempt.body.isEmpty ? nil : "no length for \(attempt.body.count) bytes" }
        return attempt.bodyRead == nil ? "the body never ended" : nil
    }
}

extension Trial {
    fileprivate static func framed(_ fields: HeaderFields) -> Trial {
        json("{}", received: "{}") {
            $0.arrived = "{}"
            $0.arrivedFields = fields
        }
    }
}
