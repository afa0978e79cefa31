internal import Wire

extension Check {
    /// The head of a stream.
    package static let streamMediaType = Check(
        id: "stream.media-type", title: "A stream is a 200 with media type text/event-stream in UTF-8",
        requirement: "SSE-001",
        rationale: "Clients and proxies choose the parser and the buffering by this header; official clients find no "
            + "event, and raise no error, in a body of another type.",
        passing: [
            Example("as sent", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: with a charset",
                .answer(
                    .sse(Sample.text("Hi")),
                    received: .text(Sample.text("Hi"), type: "text/event-stream; charset=UTF-8"))),
        ],
        failing: [
            Example(
                "plain text", .answer(.sse(Sample.text("Hi")), received: .text(Sample.text("Hi"), type: "text/plain"))),
            Example(
                "another charset",
                .answer(
                    .sse(Sample.text("Hi")),
                    received: .text(Sample.text("Hi"), type: "text/event-stream; charset=iso-8859-1"))),
        ],
        each: { $0.introduced(MediaTypeRule.violations) })
}

private enum MediaTypeRule {
    static func violations(_ answer: Answer) -> [Finding] {
        let field = answer.head?.fields["content-type"] ?? ""
        let parameters = field.split(separator: ";").dropFirst().map { $0.lowercased().trimmingOWS() }
        guard let charset = parameters.first(where: { $0.hasPrefix("charset=") }) else { return [] }
        let name = charset.dropFirst("charset=".count).filter { $0 != "\"" }
        guard name != "utf-8", name != "utf8" else { return [] }
        return [.malformed("content-type", "charset absent or utf-8", field)]
    }
}
