/// One difference between what a client accumulates and what the provider said, after requirements.md §8.
package struct FoldDifference: Sendable, Equatable {
    /// Such as `$.choices[0].content`, `$.choices[0].tool_calls[1].arguments` or `$.usage.total_tokens`.
    package var path: String
    package var kind: JSONDifference.Kind
    /// Printable, and shortened around the first difference when long; nil when invented.
    package var sent: String?
    /// Printable, shortened likewise; nil when lost.
    package var received: String?
    /// The requirement that the difference breaks.
    package var rule: String

    package init(path: String, kind: JSONDifference.Kind, sent: String?, received: String?, rule: String) {
        self.path = path
        self.kind = kind
        self.sent = sent
        self.received = received
        self.rule = rule
    }

    /// Every difference that no allowance of §8 covers.
    ///
    /// Allowed: another id, model or call id; null for absent; added fields, unless they say what nobody said; extra
    /// usage keys.
    package static func compare(_ sent: Fold, _ received: Fold) -> [FoldDifference] {
        var comparer = FoldComparer(whole: sent.isWhole && received.isWhole)
        comparer.compare(sent, received)
        return comparer.differences
    }
}
