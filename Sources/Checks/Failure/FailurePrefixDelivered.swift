internal import Wire

extension Check {
    /// What came before the cut.
    package static let failurePrefixDelivered = Check(
        id: "failure.prefix-delivered", title: "Everything that the provider sent before a failure reaches the client",
        requirement: "FAIL-006",
        rationale:
            "The text is paid for and often useful; a gateway that throws it away, or holds it until the failure, "
            + "loses it.",
        passing: [
            Example("all of it", .stream(half, received: half, sentEnding: .cut, ending: .cut)),
            Example(
                "allowed: after a reset, what the client never confirmed may be lost",
                .stream(half, received: Sample.role(), sentEnding: .reset, ending: .cut)),
        ],
        failing: [
            Example("the last text is lost", .stream(half, received: Sample.role(), sentEnding: .cut, ending: .cut)),
            Example("all is thrown away", .answer(.sse(half, ending: .cut), received: .error(502))),
            Example(
                "lost though the provider waited for it to arrive",
                .stream(half, received: Sample.role(), sentEnding: .reset, ending: .cut) { $0.waits = [1, nil] }),
        ],
        each: { round in
            guard let provided = round.provided, provided.isStream, provided.outcome != .success,
                let attempt = round.answering.map({ round.attempts[$0] })
            else { return [] }
            let got = Contents(round.received)
            // A reset may overtake data that is still on its way, so only lock-step makes it the gateway's fault.
            if attempt.ending == .reset, attempt.lockstep.isEmpty { return [] }
            return Contents(provided).parts.sorted { $0.key < $1.key }.compactMap { place, text in
                let part = got.parts[place] ?? []
                guard part.count < text.count, text.starts(with: part) else { return nil }
                return TextEvidence.finding(at: place, sent: text, received: part)
            }
        })

    private static let half = Sample.role() + Sample.content("Hi")
}
