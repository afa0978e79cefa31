internal import Wire

extension Check {
    /// Life after a fault.
    package static let failureAlive = Check(
        id: "failure.alive", title: "After a fault the gateway serves the next request", requirement: "FAIL-013",
        rationale: "A parser that crashes on one provider's bytes takes every other client down with it.",
        holdsInControl: false,
        passing: [Example("served", .afterFault(.sse(Sample.text("Hi"))))],
        failing: [
            Example("refused", .afterFault(.error(502))), Example("gone", .afterFault(.none(.cut))),
            Example("cut", .afterFault(.sse(Sample.role(), ending: .cut))),
        ],
        judge: { trial in
            guard let last = trial.rounds.last else { return [] }
            let received = last.received
            let whole =
                received.isStream ? received.outcome == .success : received.json.value != nil && received.finish != .cut
            // Where the provider failed again, any answer shows that the gateway is there.
            let providerIsWell = last.provided.map {
                $0.isStream ? $0.outcome == .success : $0.isSuccess && $0.finish != .cut
            }
            if received.isSuccess && whole || providerIsWell == false && received.head != nil { return [] }
            return [
                Finding(
                    .behaviour, at: "exchange \(trial.exchanges.count)", expected: "a complete answer after the fault",
                    actual: received.summary)
            ]
        })
}

extension Trial {
    fileprivate static func afterFault(_ received: Reply) -> Trial {
        several([
            .example([.none(.reset)], received: .error(502)),
            .example([.sse(Sample.text("Hi"))], received: received),
        ])
    }
}
