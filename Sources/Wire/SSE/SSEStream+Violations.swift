extension SSEStream {
    /// Beyond so many violations of one kind, the rest are not listed.
    private static let greatestReport = 100

    /// What the framing itself breaks: SSE-002 to SSE-008, in that order; the events' data is `ChatStream`'s matter.
    package var violations: [GrammarViolation] {
        var found: [GrammarViolation] = []
        if let leftover { found.append(violation("SSE-002", leftover, "the last event has no blank line")) }
        found += unknownLines.prefix(Self.greatestReport).map { violation("SSE-003", $0, "a line that is no event") }
        if lineEnds.contains(.cr) {
            found.append(GrammarViolation(rule: "SSE-004", event: 0, message: "lines end in a lone CR"))
        }
        if hasBOM { found.append(violation("SSE-005", 0..<3, "a byte order mark stands first")) }
        found += dataless.prefix(Self.greatestReport).map {
            violation("SSE-006", $0, "a block of control fields without data")
        }
        return found + surplusBlanks
    }

    /// Blank lines after an `id:` that end no event: some clients dispatch an empty one (SSE-008).
    private var surplusBlanks: [GrammarViolation] {
        guard let id = events.first(where: { $0.id?.isEmpty == false }) else { return [] }
        return spareBlankLines.filter { $0.lowerBound >= id.range.upperBound }
            .prefix(Self.greatestReport).map { violation("SSE-008", $0, "a surplus blank line after an id: field") }
    }

    /// Names the event that the range belongs to or comes before.
    private func violation(_ rule: String, _ range: Range<Int>, _ what: String) -> GrammarViolation {
        let event = events.filter { $0.range.upperBound <= range.lowerBound }.count + 1
        let place = "at byte \(range.lowerBound) of the payload"
        return GrammarViolation(rule: rule, event: event, message: "\(what), \(place)")
    }
}
