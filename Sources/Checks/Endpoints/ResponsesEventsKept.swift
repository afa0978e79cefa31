internal import Wire

extension Check {
    /// Events that a gateway does not know.
    package static let responsesEventsKept = Check(
        id: "responses.events-kept", title: "Every event and item type of a Responses stream passes through",
        requirement: "EP-009",
        rationale:
            "New event types appear every few months; a gateway that forwards only those it knows hides tools and "
            + "reasoning from new clients.",
        passing: [Example("kept", .stream(events("a", "x.new"), received: events("a", "x.new")))],
        failing: [
            Example("dropped", .stream(events("a", "x.new"), received: events("a"))),
            Example("one of two dropped", .stream(events("a", "a"), received: events("a"))),
        ],
        each: { round in
            round.streams { sent, received in
                guard sent.finish != .cut, sent.finish != .open else { return [] }
                let after = TypeCount.of(received)
                return TypeCount.of(sent).sorted { $0.key < $1.key }.filter { !$0.key.hasSuffix(".delta") }.compactMap {
                    type, count in
                    let got = after[type] ?? 0
                    guard got < count else { return nil }
                    return Finding(.lost, at: "events of type \(type)", expected: "\(count)", actual: "\(got)")
                }
            }
        })

    private static func events(_ types: String...) -> String {
        types.map { "event: \($0)\ndata: {\"type\":\"\($0)\"}\n\n" }.joined()
    }
}

private enum TypeCount {
    static func of(_ answer: Answer) -> [String: Int] {
        Dictionary(answer.namedEvents.map { ($0.type, 1) }, uniquingKeysWith: +)
    }
}
