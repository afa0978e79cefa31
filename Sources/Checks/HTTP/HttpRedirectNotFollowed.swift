internal import Wire

extension Check {
    /// Redirects of a provider.
    package static let httpRedirectNotFollowed = Check(
        id: "http.redirect-not-followed", title: "A redirect to another host is not followed with the provider's key",
        requirement: "HTTP-017",
        rationale: "Whoever can make a provider redirect would get the key, and the conversation.",
        holdsInControl: false,
        passing: [
            Example("refused", .attempts([moved], received: .error(502))),
            Example("allowed: relayed", .attempts([moved], received: moved)),
        ],
        failing: [
            Example("followed with the key", .attempts([moved, Reply.json("{}").by(.backup)], received: .json("{}")))
        ],
        each: { round in
            let redirected = Set(
                zip(round.attempts, round.sent).filter { (300..<400).contains($0.1.status) }.map(\.0.provider))
            return round.attempts.filter { attempt in
                redirected.contains { role in
                    let key = round.context.provider(role).key
                    return role != attempt.provider && !key.isEmpty
                        && attempt.head.fields.contains { $0.value.contains(key) }
                }
            }.map {
                Finding(
                    .leaked, at: "request at the \($0.provider.rawValue)", expected: "none after the redirect",
                    actual: "\($0.head.method) \($0.head.target) with the other provider's key")
            }
        })

    private static let moved = Reply.json(
        "{}", status: 307, [HeaderField("location", "http://127.0.0.1:9902/v1/chat/completions")])
}
