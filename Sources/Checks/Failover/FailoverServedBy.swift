internal import Wire

extension Check {
    /// Who answered.
    package static let failoverServedBy = Check(
        id: "failover.served-by", title: "The provider that should serve the request does, and its answer arrives",
        requirement: "FAILOVER-001",
        rationale:
            "Failover is what a second provider is paid for: a failure before the first payload must not reach the "
            + "client while another provider could have answered.",
        parameters: ["provider": "primary or backup; backup when absent."], holdsInControl: false,
        passing: [
            Example(
                "the backup",
                .attempts([.error(503), Reply.sse(Sample.text("Hi")).by(.backup)], received: .sse(Sample.text("Hi")))),
            Example(
                "the primary",
                .attempts([.json(Sample.completion())], received: .json(Sample.completion())) {
                    $0.parameters = "{\"provider\":\"primary\"}"
                }),
        ],
        failing: [
            Example("the failure is passed on", .attempts([.error(503)], received: .error(503))),
            Example(
                "the backup answered, in vain",
                .attempts([.error(503), Reply.sse(Sample.text("Hi")).by(.backup)], received: .error(502))),
            Example(
                "the answer is another",
                .attempts([.error(503), Reply.sse(Sample.text("Hi")).by(.backup)], received: .sse(Sample.text("Ho")))),
            Example(
                "the backup served though the primary is well",
                .attempts([Reply.json(Sample.completion()).by(.backup)], received: .json(Sample.completion())) {
                    $0.parameters = "{\"provider\":\"primary\"}"
                }),
        ],
        each: { round in
            let wanted = round.parameters["provider"]?.stringValue ?? ProviderRole.backup.rawValue
            guard let index = round.answering, round.attempts[index].provider.rawValue == wanted else {
                let asked = round.attempts.map(\.provider.rawValue).joined(separator: ", ")
                return [
                    Finding(
                        .behaviour, at: "provider", expected: wanted,
                        actual: (asked.isEmpty ? "none" : asked) + "; the client got " + round.received.summary)
                ]
            }
            guard round.received.isSuccess else {
                return [
                    Finding(.refused, at: "answer", expected: "that of the \(wanted)", actual: round.received.summary)
                ]
            }
            let (sent, got) = (Contents(round.sent[index]), Contents(round.received))
            guard sent != got else { return [] }
            return [
                Finding(
                    .altered, at: "answer", expected: "that of the \(wanted)",
                    actual: Excerpt.of(got.parts.values.first ?? []) + " and not "
                        + Excerpt.of(sent.parts.values.first ?? []))
            ]
        })
}
