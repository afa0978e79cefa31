/// What became of one thing on its way through the gateway.
package struct Change: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case hiddenFailure = "hidden failure"
        case lost, altered, invented, duplicated, reordered, delayed
    }

    package var kind: Kind
    /// A JSON path, a header's name, an event's number, `start line` or `end`.
    package var place: String
    /// Empty where nothing was sent.
    package var sent: String
    /// Empty where nothing was received.
    package var received: String
    /// What any hop does, or what changes no value: each connection's own headers, other spelling of the same JSON.
    package var isUsual: Bool
    /// About a header field; `place` is its name.
    package var isHeader = false

    package init(_ kind: Kind, at place: String, sent: String = "", received: String = "", isUsual: Bool = false) {
        self.kind = kind
        self.place = place
        self.sent = sent
        self.received = received
        self.isUsual = isUsual
    }
}

/// One direction of an exchange, compared: what came through, and what did not.
package struct Changes: Equatable, Sendable {
    /// Places that came through as they were.
    package var kept: [String] = []
    package var changed: [Change] = []
    /// Why a part was not compared.
    package var notes: [String] = []

    package init() {}

    mutating func add(_ other: Changes) {
        kept += other.kept
        changed += other.changed
        notes += other.notes
    }

    /// The weightiest first, bodies before headers; what is usual last.
    var inOrder: [Change] {
        let rank = { (change: Change) in
            (change.isUsual ? 100 : 0) + (change.isHeader ? 10 : 0)
                + (Change.Kind.allCases.firstIndex(of: change.kind) ?? 0)
        }
        return changed.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            .map(\.element)
    }

    /// The same with headers of one fate, where there are many, as one change.
    var grouped: [Change] {
        let ordered = inOrder
        var groups: [Change] = []
        for change in ordered where !groups.contains(where: { Self.isAlike($0, change) }) {
            let alike = ordered.filter { Self.isAlike($0, change) }
            if alike.count > 3 {
                groups.append(Self.joined(alike))
            } else {
                groups += change.isHeader ? alike : [change]
            }
        }
        return groups
    }

    private static func isAlike(_ left: Change, _ right: Change) -> Bool {
        left.isHeader && right.isHeader && left.kind == right.kind && left.isUsual == right.isUsual
    }

    private static func joined(_ changes: [Change]) -> Change {
        var change = changes[0]
        let words = Figure.count(changes.count, "header field")
        change.place = changes.map(\.place).joined(separator: ", ")
        change.sent = changes.allSatisfy(\.sent.isEmpty) ? "" : words
        change.received = changes.allSatisfy(\.received.isEmpty) ? "" : words
        return change
    }

    /// Such as `kept 21, lost 1, altered 2`.
    package var summary: String {
        let counts = Change.Kind.allCases.map { kind in
            (kind.rawValue, changed.filter { $0.kind == kind && !$0.isUsual }.count)
        }
        let usual = changed.filter(\.isUsual).count
        let all = [("kept", kept.count)] + counts + [("usual on any hop", usual)]
        return all.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
