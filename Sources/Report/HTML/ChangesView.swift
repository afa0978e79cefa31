internal import Results

/// What became of one direction of an exchange, as a table.
struct ChangesView {
    let summary: Markup
    let rows: Markup
    let kept: Markup
    let notes: [Markup]
    let hasRows: Bool

    /// More rows than these are only counted, and so are more names of what was kept.
    static let rowLimit = 24
    static let keptLimit = 80

    init(_ changes: Changes, budget: EvidenceBudget) {
        summary = Markup(changes.summary)
        let ordered = changes.grouped
        let limit = min(Self.rowLimit, max(6, budget.sideLimit / 60))
        let shown = ordered.prefix(limit).map { Self.row($0, budget: budget) }
        let missing = ordered.count - shown.count
        let more: Markup =
            missing > 0 ? "<tr class=\"gap\"><td colspan=\"4\">\(Figure.count(missing, "more change"))</td></tr>" : ""
        rows = shown.joined("\n") + more
        hasRows = !ordered.isEmpty
        let names = changes.kept.prefix(Self.keptLimit).joined(separator: ", ")
        let others = changes.kept.count > Self.keptLimit ? ", …" : ""
        kept = changes.kept.isEmpty ? "" : "\(names)\(others)"
        notes = changes.notes.map { Markup($0) }
    }

    private static func row(_ change: Change, budget: EvidenceBudget) -> Markup {
        let clip = { (text: String) -> String in
            let half = min(300, budget.findingLimit / 2)
            return EvidenceBudget.shorten(Array(text.unicodeScalars)[...], head: half, tail: half / 2)
        }
        let pair = BytesTable.marked(clip(change.sent), clip(change.received))
        let nothing: Markup = "<span class=\"none\">nothing</span>"
        let (sent, received) = (change.sent.isEmpty ? nothing : pair.0, change.received.isEmpty ? nothing : pair.1)
        let usual: Markup = change.isUsual ? " class=\"usual\"" : ""
        return """
            <tr\(usual)><th scope="row"><span class="kind \(change.kind.name)">\(change.kind.rawValue)</span></th>\
            <td><code>\(change.place)</code></td><td><code>\(sent)</code></td><td><code>\(received)</code></td></tr>
            """
    }
}

extension Change.Kind {
    /// One word, for a style sheet.
    fileprivate var name: String { self == .hiddenFailure ? "hidden" : rawValue }
}
