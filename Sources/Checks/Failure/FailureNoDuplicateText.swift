internal import Wire

extension Check {
    /// Text of two attempts in one answer.
    package static let failureNoDuplicateText = Check(
        id: "failure.no-duplicate-text", title: "The client's text is that of one attempt, or the beginning of it",
        requirement: "FAIL-008",
        rationale:
            "A restart behind the scenes that begins the answer anew leaves the client with a text that no model wrote.",
        passing: [
            Example("the beginning", .stream(half, received: half, sentEnding: .reset, ending: .cut)),
            Example(
                "the second attempt alone",
                .attempts([.sse(half, ending: .reset), .sse(Sample.text("Ho"))], received: .sse(Sample.text("Ho")))),
        ],
        failing: [
            Example(
                "one behind the other",
                .attempts(
                    [.sse(half, ending: .reset), .sse(Sample.text("Hi there"))],
                    received: .sse(half + Sample.text("Hi there")))),
            Example(
                "text of nobody", .stream(half, received: half + Sample.content("!"), sentEnding: .reset, ending: .cut)),
        ],
        each: { round in
            let got = Contents(round.received)
            guard !got.isEmpty, round.received.isSuccess, !round.sent.isEmpty else { return [] }
            let attempts = round.sent.map { Contents($0) }
            guard !attempts.contains(where: got.isPrefix) else { return [] }
            let nearest = attempts.last { !$0.isEmpty }?.parts ?? [:]
            return got.parts.sorted { $0.key < $1.key }.compactMap { place, text in
                guard nearest[place]?.starts(with: text) != true else { return nil }
                var finding = TextEvidence.finding(at: place, sent: nearest[place] ?? [], received: text)
                if round.attempts.count > 1 { finding?.kind = .duplicated }
                return finding
            }
        })

    private static let half = Sample.role() + Sample.content("Hi")
}
