internal import Wire

extension Defect {
    /// Message framing, connections and caching.
    static let http: [Defect] = [
        Defect(
            "hop-fields-relayed", "Passes the fields of one hop on to the other", ["HTTP-001"],
            checks: ["headers.dropped-down", "headers.dropped-up"]
        ) {
            $0.requestFields { fields, passage in fields.addHop(from: passage.clientFields) }
            $0.responseFields { fields, passage in fields.addHop(from: passage.providerFields) }
        },
        Defect(
            "both-framings-forwarded", "Forwards Content-Length beside Transfer-Encoding", ["HTTP-003"],
            checks: ["http.not-forwarded-both"]
        ) {
            $0.quirks = .acceptsBothFramings
            $0.requestFields { fields, passage in
                if passage.clientFields.contains("transfer-encoding"), passage.clientFields.contains("content-length") {
                    fields.append("Transfer-Encoding", "chunked")
                }
            }
        },
        Defect(
            "request-length-wrong", "Tells the provider a length that is two bytes too long", ["HTTP-003"],
            checks: ["http.upstream-well-formed"]
        ) {
            $0.requestFields { fields, _ in
                if let length = fields["content-length"].flatMap({ Int($0) }) {
                    fields.set("Content-Length", String(length + 2))
                }
            }
        },
        Defect(
            "stale-content-length", "Keeps the length of an answer that it made shorter", ["HTTP-004", "RESP-002"],
            checks: ["http.framing-consistent"]
        ) {
            $0.changesField("content-length") { Int($0).map { String($0 + 7) } ?? $0 }
        },
        Defect(
            "short-content-length", "Gives a length that leaves out the end of an answer", ["HTTP-004", "RESP-002"],
            checks: ["http.framing-consistent", "response.content-type", "response.equal", "response.shape"]
        ) {
            $0.responseHead = { head, _ in
                guard head.status == 200, let length = head.fields["content-length"].flatMap({ Int($0) }) else {
                    return
                }
                head.fields.set("Content-Length", String(max(0, length - 2)))
            }
        },
        Defect("body-on-head", "Answers HEAD with a body", ["HTTP-005"], checks: ["http.no-body"]) {
            $0.quirks = .bodyOnHead
        },
        Defect(
            "interim-as-final", "Takes an interim answer for the final one", ["HTTP-006"],
            checks: ["http.status", "response.equal", "stream.fold-equal"]
        ) {
            $0.quirks = .interimIsFinal
        },
        Defect("expect-ignored", "Never says 100 Continue", ["HTTP-007"], checks: ["http.expect-continue"]) {
            $0.quirks = .ignoresExpect
        },
        Defect("trailers-in-body", "Writes trailers into the body", ["HTTP-008"], checks: ["response.equal"]) {
            $0.quirks = .leaksTrailers
        },
        Defect(
            "gzip-label-lost", "Drops the label of compressed answers", ["HTTP-009"], checks: ["http.encoding-label"]
        ) {
            $0.dropsFields("content-encoding")
        },
        Defect(
            "gzip-label-added", "Calls plain answers compressed", ["HTTP-009", "HTTP-010"],
            checks: ["http.encoding-asked", "http.encoding-label"]
        ) {
            $0.responseFields { fields, _ in fields.set("Content-Encoding", "gzip") }
        },
        Defect(
            "closes-every-connection", "Closes the connection after every answer and does not say so", ["HTTP-012"],
            checks: ["http.reuse"]
        ) {
            $0.configure = { $0.limits.requestsPerConnection = 1 }
            $0.dropsFields("connection")
        },
        Defect(
            "folding-accepted", "Takes folded lines, bare CR and blanks before colons", ["HTTP-013"],
            checks: ["errors.provider-not-called", "http.status"]
        ) {
            $0.quirks = .acceptsFolding
        },
        Defect("date-dropped", "Sends no Date", ["HTTP-014"], checks: ["headers.date"]) { $0.dropsFields("date") },
        Defect(
            "redirect-followed", "Follows a redirect to another host", ["HTTP-017"],
            checks: ["http.redirect-not-followed"]
        ) {
            $0.quirks = .followsRedirects
            $0.configure = { $0.backup.key = $0.primary.key }
        },
        Defect("query-dropped", "Drops the query", ["HTTP-019"], checks: ["http.target-kept"]) {
            $0.requestHead = { head, _ in head.target = String(head.target.prefix { $0 != "?" }) }
        },
        Defect("path-decoded", "Decodes percent escapes in the target", ["HTTP-019"], checks: ["http.target-kept"]) {
            $0.requestHead = { head, _ in
                head.target = head.target.replacing("%20", with: "+").replacing("%2F", with: "/").replacing(
                    "%2f", with: "/")
            }
        },
    ]
}

extension HeaderFields {
    /// Adds what concerned only the other connection.
    fileprivate mutating func addHop(from other: HeaderFields) {
        let names = ["keep-alive", "te", "upgrade", "proxy-connection", "proxy-authenticate", "proxy-authorization"]
        let named = other.list("connection").map { $0.lowercased() }.filter { $0 != "close" && $0 != "keep-alive" }
        for field in other where (names + named).contains(field.name.lowercased()) { lines.append(field) }
    }
}
