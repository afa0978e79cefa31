internal import Wire

extension Check {
    /// Labels of compressed bodies.
    package static let httpEncodingLabel = Check(
        id: "http.encoding-label", title: "The Content-Encoding label is true for the bytes, in both directions",
        requirement: "HTTP-009",
        rationale:
            "A label without compression, or compression without a label, is a decoding error in every client; it comes "
            + "about when a gateway unpacks a body and keeps the header, or the other way round.",
        passing: [
            Example("plain", .json("{}", received: "{}")),
            Example("allowed: compressed and labelled", .answer(.json("{}"), received: .packed("gzip"))),
        ],
        failing: [
            Example(
                "a label on plain bytes",
                .answer(.packed("gzip"), received: .json("{}", status: 200, [HeaderField("content-encoding", "gzip")]))),
            Example("compressed and broken", .answer(.json("{}"), received: .packed("gzip", checksum: 0x44))),
            Example("compressed bytes without a label", .answer(.packed("gzip"), received: .packed(nil))),
            Example(
                "a label on a plain request",
                .json("{}", received: "{}") { $0.arrivedFields = [HeaderField("content-encoding", "gzip")] }),
        ],
        each: { round in
            let down = Label.finding(round.received.head?.fields ?? [], round.received.packedPayload, "response")
            let same = round.provided.flatMap { Label.finding($0.head?.fields ?? [], $0.packedPayload, "response") }
            let up = round.attempts.enumerated().compactMap { index, attempt in
                Label.finding(attempt.head.fields, attempt.body, "request of attempt \(index + 1)")
            }
            let own = Label.finding(round.client.request.fields, round.client.request.body, "request")
            let broken =
                round.provided?.body.value.codingProblem == nil
                ? round.received.body.value.codingProblem.map {
                    [Finding.malformed("response body", "bytes that can be unpacked", $0)]
                } ?? [] : []
            return (same == nil ? down.map { [$0] } ?? [] : []) + (own == nil ? up : []) + broken
        })
}

private enum Label {
    static func finding(_ fields: HeaderFields, _ bytes: [UInt8], _ place: String) -> Finding? {
        guard !bytes.isEmpty else { return nil }
        let codings = fields.list("content-encoding").map { $0.lowercased() }.filter { $0 != "identity" }
        if codings.isEmpty, ContentCoding.isGzip(bytes) {
            return .malformed("\(place) content-encoding", "gzip: the bytes are compressed", "absent")
        }
        let isWrong =
            codings.last == "gzip" ? !ContentCoding.isGzip(bytes) : !codings.isEmpty && ContentCoding.isText(bytes)
        guard isWrong else { return nil }
        return .malformed(
            "\(place) content-encoding", "absent: the bytes are not compressed so", codings.joined(separator: ", "))
    }
}

extension Reply {
    /// A compressed body, with or without a label.
    fileprivate static func packed(_ label: String?, checksum: UInt8 = 0x43) -> Reply {
        Reply(
            HeaderFields(label.map { [HeaderField("content-encoding", $0)] } ?? []),
            body: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xAB, 0xAE, 5, 0, checksum, 0xBF, 0xA6, 0xA3, 2, 0, 0, 0])
    }
}
