extension Round {
    /// The violations in what the client received whose rule the provider's own stream kept (the blame rule, §0).
    ///
    /// A rule is known by the finding's `expected` text, so that must not depend on the stream. With the parameter
    /// `strict` nothing is excused: the target declares that it writes clean streams whatever it reads.
    package func introduced(_ violations: (Answer) -> [Finding]) -> [Finding] {
        streams { sent, received in
            let found = violations(received)
            guard !found.isEmpty, !flag("strict") else { return found }
            let excused = Set(violations(sent).map(\.expected))
            return found.filter { !excused.contains($0.expected) }
        }
    }
}

extension Finding {
    /// A broken rule of a grammar.
    static func malformed(_ place: String, _ rule: String, _ actual: String) -> Finding {
        Finding(.malformed, at: place, expected: rule, actual: Excerpt.of(actual))
    }
}

extension Check {
    /// The parameter of checks that use `Round.introduced`.
    static let strictness = ["strict": "true: judge what the client got even where the provider broke the rule first"]
}
