internal import Wire

extension Check {
    /// The framing of answers.
    package static let httpFramingConsistent = Check(
        id: "http.framing-consistent", title: "The client can tell from the framing whether an answer is whole",
        requirement: "HTTP-004",
        rationale:
            "Only chunks or an exact length let a client tell a whole answer from one that was cut; contradicting "
            + "lengths let one message be read as two.",
        parameters: [
            "or-cut": "true where the provider's answer is one that a gateway may refuse, by breaking it off too."
        ],
        passing: [
            Example(
                "broken off, where it may be refused",
                .answer(
                    .json("{}"), received: .json("{}", status: 200, [HeaderField("content-length", "9")]).ended(.cut)
                ) { $0.parameters = "{\"or-cut\":true}" }),
            Example("chunked", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: chunks in place of a length",
                .answer(.json("{}"), received: Reply.json("{}").framed(.chunked))),
            Example(
                "allowed: the provider's answer ends with the connection too",
                .answer(
                    Reply.sse(Sample.text("Hi")).framed(.close), received: Reply.sse(Sample.text("Hi")).framed(.close))),
            Example(
                "a cut stays a cut", .stream(Sample.text("Hi"), received: Sample.role(), sentEnding: .cut, ending: .cut)
            ),
        ],
        failing: [
            Example(
                "ended by closing",
                .answer(.sse(Sample.text("Hi")), received: Reply.sse(Sample.text("Hi")).framed(.close))),
            Example(
                "both kinds of length",
                .answer(
                    .json("{}"),
                    received: .json(
                        "{}", status: 200,
                        [HeaderField("content-length", "2"), HeaderField("transfer-encoding", "chunked")]))),
            Example(
                "too short",
                .answer(
                    .json("{}"), received: .json("{}", status: 200, [HeaderField("content-length", "9")]).ended(.cut))),
            Example(
                "too short, and the connection stays open",
                .answer(
                    .json("{}"),
                    received: .json("{}", status: 200, [HeaderField("content-length", "9")]).ended(.stalled))),
            Example(
                "not chunks",
                .answer(.json("{}"), received: .json("{}", status: 200, [HeaderField("transfer-encoding", "chunked")]))),
        ],
        each: { round in
            guard let head = round.received.head else { return round.unanswered.map { [$0] } ?? [] }
            let sent = round.provided.map(Framing.violations) ?? []
            let excused = Set(sent.map(\.expected))
            let wasWhole = round.provided.map { $0.finish == .whole || $0.finish == .unmarked } ?? true
            let mayCut = round.flag("or-cut") && round.received.finish == .cut
            return Framing.violations(round.received, gaveUp: round.client.ending == .timedOut).filter { finding in
                !excused.contains(finding.expected) && (wasWhole && !mayCut || finding.expected != Framing.whole)
                    && !(head.version == "HTTP/1.0" && finding.expected == Framing.marked)
            }
        })
}

private enum Framing {
    static let whole = "a body as long as its framing says"
    static let marked = "chunks or a Content-Length"

    static func violations(_ answer: Answer) -> [Finding] { violations(answer, gaveUp: false) }

    /// `gaveUp`: the reader waited for the rest until its limit.
    static func violations(_ answer: Answer, gaveUp: Bool) -> [Finding] {
        let body = answer.body.value
        var findings: [Finding] = []
        if let problem = body.problem { findings.append(.malformed("framing", "one valid framing", problem)) }
        if answer.finish == .cut { findings.append(.malformed("end of the body", whole, "the connection ended first")) }
        if answer.finish == .whole, !body.isComplete, body.problem == nil, body.framing != .close {
            findings.append(.malformed("end of the body", whole, "the body is not complete"))
        }
        if gaveUp, !body.isComplete, body.problem == nil, body.framing != .close {
            findings.append(.malformed("end of the body", whole, "\(body.payload.count) bytes, then nothing more"))
        }
        if case .close = body.framing, body.problem == nil {
            findings.append(.malformed("framing", marked, "the body ends with the connection"))
        }
        if !body.excess.isEmpty {
            findings.append(
                .malformed(
                    "end of the body", "nothing after the body",
                    "\(body.excess.count) bytes: " + Excerpt.of(body.excess)))
        }
        return findings
    }
}
