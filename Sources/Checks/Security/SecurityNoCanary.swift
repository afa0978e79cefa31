internal import Wire

extension Check {
    /// What errors tell of the inside.
    package static let securityNoCanary = Check(
        id: "security.no-canary", title: "No key, internal address or stack trace stands in an answer",
        requirement: "ERR-015",
        rationale:
            "Error texts are shown to users and pasted into tickets; addresses and traces tell attackers how the "
            + "gateway is built.",
        parameters: ["words": "Further texts that must not appear."], holdsInControl: false,
        passing: [
            Example("a plain error", .answer(.error(500), received: .error(502, "The provider failed."))),
            Example(
                "the provider's own text is not the gateway's leak",
                .answer(
                    .error(500, "Traceback (most recent call last)"),
                    received: .error(500, "Traceback (most recent call last)"))),
        ],
        failing: [
            Example(
                "the provider's address",
                .attempts([.none(.reset)], received: .error(502, "connect to 127.0.0.1:9901 failed"))),
            Example("a stack trace", .answer(.error(500), received: .error(500, "Traceback (most recent call last)"))),
            Example(
                "a word of the case",
                .answer(.error(500), received: .error(500, "org-secret")) {
                    $0.parameters = "{\"words\":[\"org-secret\"]}"
                }),
        ],
        each: { round in
            let context = round.context
            let keys = [context.primary.key, context.backup.key].filter { $0 != context.clientKey }
            let addresses = [context.primary.origin, context.backup.origin].map {
                $0.split(separator: "/").last.map(String.init) ?? ""
            }
            let strict =
                keys.map { Canary(name: "provider key", word: $0) }
                + round.names("words").map { Canary(name: "canary", word: $0) }
            let inside =
                addresses.map { Canary(name: "provider address", word: $0) }
                + Trace.signs.map { Canary(name: "stack trace", word: $0) }
            // What the provider says of itself is not the gateway's leak; a secret is one wherever it comes from.
            let own = round.sent.map(\.payload)
            let introduced = inside.filter { sign in !own.contains { $0.firstRange(of: Array(sign.word.utf8)) != nil } }
            return (strict + introduced).compactMap { $0.finding(in: round.downward) }
        })
}

private enum Trace {
    /// How stack traces of common languages begin.
    static let signs = [
        "Traceback (most recent call last)", "goroutine 1 [", "panicked at ", "    at Object.", "\\n    at ",
        "Exception in thread", "\\tat java.",
    ]
}
