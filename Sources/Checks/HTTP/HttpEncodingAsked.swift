internal import Wire

extension Check {
    /// Compression that the client can undo.
    package static let httpEncodingAsked = Check(
        id: "http.encoding-asked", title: "An answer is compressed only as the client's Accept-Encoding allows",
        requirement: "HTTP-010",
        rationale: "A client that did not offer a coding cannot undo it, and sees bytes in place of JSON.",
        passing: [
            Example("plain", .json("{}", received: "{}")),
            Example("asked for", .coded("gzip, br", "gzip")),
            Example("allowed: the provider forced it, and it is relayed", .coded("identity", "gzip", sent: "gzip")),
        ],
        failing: [
            Example("not asked", .coded("identity", "gzip")),
            Example("another one", .coded("gzip", "br")), Example("refused", .coded("gzip;q=0", "gzip")),
        ],
        each: { round in
            let asked = round.client.request.fields.list("accept-encoding").map { $0.lowercased().filter { $0 != " " } }
            let offered = asked.filter { !$0.hasSuffix(";q=0") }.map { String($0.prefix { $0 != ";" }) }
            let used = round.received.head?.fields.list("content-encoding").map { $0.lowercased() } ?? []
            let forced = round.provided?.head?.fields.list("content-encoding").map { $0.lowercased() } ?? []
            return used.filter {
                $0 != "identity" && !offered.contains($0) && !offered.contains("*") && !forced.contains($0)
            }
            .map {
                Finding(
                    .altered, at: "content-encoding",
                    expected: asked.isEmpty ? "none asked" : asked.joined(separator: ", "),
                    actual: $0)
            }
        })
}

extension Trial {
    fileprivate static func coded(_ accept: String, _ used: String, sent: String? = nil) -> Trial {
        answer(
            .json("{}", status: 200, HeaderFields(sent.map { [HeaderField("content-encoding", $0)] } ?? [])),
            received: .json("{}", status: 200, [HeaderField("content-encoding", used)])
        ) { $0.fields = [HeaderField("accept-encoding", accept)] }
    }
}
