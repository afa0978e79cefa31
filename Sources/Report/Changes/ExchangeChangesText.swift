package import Results

/// The changes of an exchange for a terminal.
package struct ExchangeChangesText: Sendable {
    private let exchange: Evidence.ExchangeRecord
    private let style: TerminalStyle

    /// More changes of one direction than these are only counted.
    static let limit = 24

    package init(_ exchange: Evidence.ExchangeRecord, style: TerminalStyle = TerminalStyle()) {
        self.exchange = exchange
        self.style = style
    }

    /// Lines without line ends, safe to print.
    package var lines: [String] {
        let changes = ExchangeChanges(exchange)
        var lines: [String] = []
        for (attempt, request) in zip(exchange.attempts, changes.requests) {
            lines += section("request, client to \(attempt.name)", request)
        }
        if let answer = changes.answer, let index = changes.answering {
            lines += section("answer, \(exchange.attempts[index].name) to client", answer)
        }
        return lines
    }

    private func section(_ title: String, _ changes: Changes) -> [String] {
        let shown = changes.grouped.filter { !$0.isUsual }
        var lines = [style.paint(style.clip("\(title): \(changes.summary)"), .bold)]
        lines += changes.notes.map { "  " + style.clip($0, indent: 2) }
        for change in shown.prefix(Self.limit) {
            lines.append("  " + style.paint(style.clip("\(change.kind.rawValue)  \(change.place)", indent: 2), .yellow))
            if !change.sent.isEmpty { lines.append("    sent     " + style.clip(change.sent, indent: 13)) }
            if !change.received.isEmpty { lines.append("    received " + style.clip(change.received, indent: 13)) }
        }
        if shown.count > Self.limit { lines.append("  and \(shown.count - Self.limit) more") }
        return lines
    }
}
