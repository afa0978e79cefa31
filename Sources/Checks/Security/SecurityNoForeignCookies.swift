internal import Wire

extension Check {
    /// A cookie jar that all clients share.
    package static let securityNoForeignCookies = Check(
        id: "security.no-foreign-cookies",
        title: "No cookie reaches a provider that the request's own client did not send",
        requirement: "ISO-002",
        rationale:
            "An HTTP client inside a gateway that keeps cookies sends what a provider set for one customer with the "
            + "next customer's request: sessions mix, and sticky routing binds strangers to each other.",
        passing: [
            Example("none", .cookies(sent: nil, arrived: nil)),
            Example("the client's own", .cookies(sent: "a=1; b=2", arrived: "b=2")),
        ],
        failing: [
            Example("a provider's, replayed", .cookies(sent: nil, arrived: "session=secret")),
            Example("beside the client's own", .cookies(sent: "a=1", arrived: "a=1; session=secret")),
        ],
        each: { round in
            let own = Set(Cookie.all(round.client.request.fields))
            return round.attempts.enumerated().flatMap { index, attempt in
                Cookie.all(attempt.head.fields).filter { !own.contains($0) }.map {
                    Finding(
                        .leaked, at: "cookie of attempt \(index + 1)", expected: "only what the client sent", actual: $0
                    )
                }
            }
        })
}

private enum Cookie {
    static func all(_ fields: HeaderFields) -> [String] {
        fields.all("cookie").flatMap { $0.split(separator: ";") }.map { $0.trimmingOWS() }.filter { !$0.isEmpty }
    }
}

extension Trial {
    fileprivate static func cookies(sent: String?, arrived: String?) -> Trial {
        json(Sample.completion(), received: Sample.completion()) {
            $0.fields = HeaderFields(sent.map { [HeaderField("cookie", $0)] } ?? [])
            $0.arrivedFields = HeaderFields(arrived.map { [HeaderField("Cookie", $0)] } ?? [])
        }
    }
}
