internal import Wire

extension Check {
    /// Clients that leave.
    package static let failureCancelPropagated = Check(
        id: "failure.cancel-propagated", title: "When the client leaves, the gateway closes the provider's connection",
        requirement: "FAIL-011",
        rationale: "A provider that is not told goes on generating, and charging, for nobody.",
        parameters: ["within": "Milliseconds from the client's close to the gateway's; 1000 when absent."],
        passing: [
            Example("closed at once", .leaving { $0.peerClosedAt = 320 }),
            Example("the client stayed", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example("the provider had finished before", .leaving(sent: .complete, early: true) { _ in }),
        ],
        failing: [
            Example("never closed", .leaving { _ in }), Example("closed late", .leaving { $0.peerClosedAt = 9000 }),
        ],
        each: { round in
            guard round.client.request.behaviour.abort != nil, round.client.ending == .aborted else { return [] }
            let limit = Int64(round.int("within") ?? 1000)
            let left = round.client.ended
            return round.attempts.enumerated().compactMap { index, attempt in
                if attempt.ending == .complete, let ended = attempt.ended, ended <= left { return nil }
                if let close = attempt.peerClose, (close.at - left) / 1_000_000 <= limit { return nil }
                let late =
                    attempt.peerClose.map { "after \(($0.at - left) / 1_000_000) ms" } ?? "never, while it was watched"
                return Finding(
                    .behaviour, at: "close of attempt \(index + 1)",
                    expected: "within \(limit) ms of the client's leaving",
                    actual: "\(late); \(attempt.acceptedBytes) bytes accepted from the provider")
            }
        })
}

extension Trial {
    fileprivate static func leaving(
        sent: Reply.Finish = .stalled, early: Bool = false, _ change: (inout Setting) -> Void
    ) -> Trial {
        answer(
            Reply.sse(Sample.text("Hi"), ending: sent).starting(10, pace: early ? 1 : 100),
            received: Reply.sse(Sample.role(), ending: .aborted).starting(100, pace: 100)
        ) {
            $0.abort = .afterEvents(1)
            change(&$0)
        }
    }
}
