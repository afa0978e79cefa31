/// One difference between a JSON value as sent and as received.
package struct JSONDifference: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case lost, altered, invented, reordered, duplicated
    }

    /// Such as `$.choices[0].message.content`; keys that are no plain words stand as `["…"]`.
    package var path: String
    package var kind: Kind
    /// Nil when invented or duplicated.
    package var sent: JSON?
    /// Nil when lost.
    package var received: JSON?
    /// The values are equal and only their text differs: `1.0` and `1`, escapes, the order of keys.
    package var lexical: Bool

    package init(path: String, kind: Kind, sent: JSON?, received: JSON?, lexical: Bool = false) {
        self.path = path
        self.kind = kind
        self.sent = sent
        self.received = received
        self.lexical = lexical
    }

    /// The differences in value, in the order of the sent text; with `lexical`, also those of text alone.
    package static func compare(_ sent: JSON, _ received: JSON, lexical: Bool = false) -> [JSONDifference] {
        var comparer = JSONComparer(lexical: lexical)
        comparer.compare(sent, received, "$")
        return comparer.differences
    }
}
