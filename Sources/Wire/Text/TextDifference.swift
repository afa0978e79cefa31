/// How a text that arrived differs from the one that was sent, in UTF-16 code units.
package struct TextDifference: Sendable, Equatable {
    package var kind: JSONDifference.Kind
    /// The first unit that differs.
    package var offset: Int
    package var sentCount: Int
    package var receivedCount: Int
    /// What stands around the first difference, with its place; printable.
    package var sentExcerpt: String
    package var receivedExcerpt: String

    /// Nil when the texts are equal.
    package init?(sent: [UInt16], received: [UInt16]) {
        if sent == received { return nil }
        let prefix = zip(sent, received).prefix { $0 == $1 }.count
        let suffix = zip(sent[prefix...].reversed(), received[prefix...].reversed()).prefix { $0 == $1 }.count
        let missing = sent[prefix..<sent.count - suffix]
        let added = received[prefix..<received.count - suffix]
        kind = Self.kind(missing: missing, added: added, sent: sent)
        offset = prefix
        sentCount = sent.count
        receivedCount = received.count
        sentExcerpt = Self.excerpt(sent, prefix)
        receivedExcerpt = Self.excerpt(received, prefix)
    }

    /// One gap is a loss; one insertion is a repetition when the same text stands right before or after it.
    private static func kind(
        missing: ArraySlice<UInt16>, added: ArraySlice<UInt16>, sent: [UInt16]
    )
        -> JSONDifference.Kind
    {
        if added.isEmpty { return .lost }
        guard missing.isEmpty else {
            return missing.count == added.count && missing.sorted() == added.sorted() ? .reordered : .altered
        }
        let before = sent[..<missing.startIndex]
        let after = sent[missing.startIndex...]
        let repeats = before.suffix(added.count).elementsEqual(added) || after.starts(with: added)
        return repeats ? .duplicated : .invented
    }

    private static func excerpt(_ units: [UInt16], _ offset: Int) -> String {
        let range = max(0, offset - 20)..<min(units.count, offset + 40)
        let text = PrintableUnits.text(units[range]) { PrintableBytes.text($0.utf8) }
        let opening = range.lowerBound > 0 ? "…" : ""
        let closing = range.upperBound < units.count ? "…" : ""
        return "\"\(opening)\(text)\(closing)\" (unit \(offset) of \(units.count))"
    }
}
