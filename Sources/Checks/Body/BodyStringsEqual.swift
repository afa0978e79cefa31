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
            Example("allowed: other escapes", .request(prompt("Hé/"), arrived: prompt("H\\u00e9\\/"))),
        ],
        failing: [
            Example("trimmed", .request(prompt("Hi "), arrived: prompt("Hi"))),
            Example("composed", .request(prompt("e\\u0301"), arrived: prompt("\\u00e9"))),
            Example("a lone surrogate is replaced", .request(prompt("\\ud83d"), arrived: prompt("\\ufffd"))),
            Example("escaped for HTML", .request(prompt("a<b"), arrived: prompt("a&lt;b"))),
        ],
        each: { round in
            BodyComparison(round: round).findings { difference in
                if case .string? = difference.sent { return difference.path != "$.model" }
                // A whole message that is gone took its text with it.
                return difference.kind == .lost && difference.path.hasPrefix("$.messages")
            }
        })

    private static func prompt(_ text: String) -> String {
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\(text)\"}]}"
    }
}
