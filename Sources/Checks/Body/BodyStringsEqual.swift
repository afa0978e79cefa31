internal import Wire

extension Check {
    /// The text of a request.
    package static let bodyStringsEqual = Check(
        id: "body.strings-equal", title: "Every string of the request reaches the provider character for character",
        requirement: "BODY-006",
        rationale: "Emoji, control characters, decomposed accents, trailing blanks and line separators are part of the "
            + "prompt; re-encoding, trimming or normalising them changes what the model reads.",
        passing: [
            Example("as sent", .request(prompt("Hé "), arrived: prompt("Hé "))),
            Example(
                "a member that the standard does not know is another check's",
                .request(prompt("a\",\"x_note\":\"b"), arrived: prompt("a"))),
            Example("allowed: other escapes", .request(prompt("Hé/"), arrived: prompt("H\\u00e9\\/"))),
        ],
        failing: [
            Example(
                "a refusal is lost", .request(prompt("a\",\"refusal\":\"b"), arrived: prompt("a"))),
            Example("trimmed", .request(prompt("Hi "), arrived: prompt("Hi"))),
            Example("composed", .request(prompt("e\\u0301"), arrived: prompt("\\u00e9"))),
            Example("a lone surrogate is replaced", .request(prompt("\\ud83d"), arrived: prompt("\\ufffd"))),
            Example("escaped for HTML", .request(prompt("a<b"), arrived: prompt("a&lt;b"))),
        ],
        each: { round in
            BodyComparison(round: round).findings { difference in
                let steps = PathPattern.steps(of: difference.path)
                // What vendors hang on to messages is judged where it is named.
                guard steps.first != "messages" || MessageWords.knows(steps) else { return false }
                if case .string? = difference.sent { return difference.path != "$.model" }
                // A whole message that is gone took its text with it.
                return difference.kind == .lost && steps.first == "messages" && difference.sent?.isNull != true
            }
        })

    private static func prompt(_ text: String) -> String {
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\(text)\"}]}"
    }
}
