internal import Wire

extension Check {
    /// The state machine of requirements.md §2, applied to both ends.
    package static let streamGrammar = Check(
        id: "stream.grammar", title: "The stream keeps every rule of the chunk grammar that the provider kept",
        requirement: "STREAM-010",
        rationale: "Official clients are state machines: payload after a finish, a chunk of another stream or a second "
            + "terminator makes them raise or count twice. A rule that the provider broke itself is not held "
            + "against the gateway.",
        parameters: ["rules": "Only these rules, such as [STREAM-010]; all when absent."],
        passing: [
            Example("a plain stream", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: the provider broke the rule itself",
                .stream(
                    Sample.role() + Sample.finish() + Sample.content("x") + Sample.done,
                    received: Sample.role() + Sample.finish() + Sample.content("x") + Sample.done)),
        ],
        failing: [
            Example(
                "payload after the finish",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.role() + Sample.finish() + Sample.content("Hi") + Sample.bare() + Sample.done))
        ],
        each: { round in
            let only = round.names("rules")
            return round.streams { sent, received in
                GrammarViolation.introduced(sent: sent.chat.value.violations, received: received.chat.value.violations)
                    .filter { only.isEmpty || only.contains($0.rule) }
                    .map { Finding.malformed("event \($0.event)", $0.rule, $0.message) }
            }
        })
}
