internal import Wire

extension Check {
    /// The core oracle: what a client accumulates is what the provider said.
    package static let streamFoldEqual = Check(
        id: "stream.fold-equal", title: "The client accumulates exactly what the provider sent",
        requirement: "STREAM-008",
        rationale: "A client keeps the joined text and tool calls; where chunks begin and end does not matter, but a "
            + "lost, doubled or damaged character reaches the user and nothing warns of it.",
        parameters: [
            "ignore": "[refusal] where refusals are the matter of another case.",
            "or-error": "true where the provider's stream is one that a gateway may refuse; the client has to be told.",
        ],
        passing: [
            Example(
                "a refusal is lost where it is not judged",
                .stream(refused, received: refused.replacing("\"refusal\":\"No\"", with: "\"refusal\":null")) {
                    $0.parameters = "{\"ignore\":[\"refusal\"]}"
                }),
            Example(
                "refused with an error, where it may be",
                .stream(Sample.text("Hi"), received: Sample.role() + Sample.event(Sample.error("boom"))) {
                    $0.parameters = "{\"or-error\":true}"
                }),
            Example("relayed as it was", .stream(Sample.text("Hé", "北京🙂"), received: Sample.text("Hé", "北京🙂"))),
            Example(
                "allowed: other chunk borders, escapes and id",
                .stream(
                    Sample.text("Hé", "llo"),
                    received: Sample.text("H", "\\u00e9ll", "o").replacing("chatcmpl-1", with: "gw-7"))),
        ],
        failing: [
            Example(
                "lost without a word, where it may be refused",
                .stream(Sample.text("Hel", "lo"), received: Sample.text("Hel")) {
                    $0.parameters = "{\"or-error\":true}"
                }),
            Example(
                "a refusal is lost",
                .stream(refused, received: refused.replacing("\"refusal\":\"No\"", with: "\"refusal\":null"))),
            Example("a chunk is lost", .stream(Sample.text("Hel", "lo"), received: Sample.text("Hel"))),
            Example(
                "a character cut by a read boundary is damaged",
                .stream(Sample.text("北京"), received: Sample.text("北\u{FFFD}"))),
            Example("a chunk comes twice", .stream(Sample.text("Hi"), received: Sample.text("Hi", "Hi"))),
            Example(
                "an error page in place of the stream",
                .answer(.sse(Sample.text("Hi")), received: .text("<html>", type: "text/html", status: 502))),
        ],
        each: { round in
            let told = round.received.outcome.isVisibleFailure || round.received.status >= 400
            if round.flag("or-error"), told { return [] }
            return round.streams { sent, received in
                let refusalCounts = !round.names("ignore").contains("refusal")
                return FoldComparison(sent: sent, received: received, refusalCounts: refusalCounts).findings
                    + Desertion.findings(round)
            }
        })

    private static let refused = Sample.text("Hi").replacing(
        "\"content\":\"Hi\"", with: "\"content\":\"Hi\",\"refusal\":\"No\"")
}

/// A gateway that leaves a provider in the middle of a sound stream, though its client still listens.
private enum Desertion {
    static func findings(_ round: Round) -> [Finding] {
        guard round.attempts.count == 1, round.attempts[0].ending == .abandoned, let provided = round.provided,
            provided.chat.value.outcome == .silentTruncation, round.received.finish != .open
        else { return [] }
        return [
            Finding(
                .lost, at: "rest of the stream", expected: "the provider's stream to its end",
                actual: "the gateway left the provider after event \(provided.stream.value.events.count)")
        ]
    }
}
