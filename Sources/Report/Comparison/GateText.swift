package import Results

/// The verdict of a baseline for a terminal or a log.
package struct GateText: Sendable {
    /// More cases than these are only counted.
    static let limit = 30

    private let gate: Gate
    private let style: TerminalStyle

    package init(_ gate: Gate, style: TerminalStyle = TerminalStyle()) {
        self.gate = gate
        self.style = style
    }

    /// The text; ends with a line feed.
    package var text: String {
        let lines = [head] + failures + stale + slower + gate.notes.map { style.paint("  note: " + $0, .yellow) }
        return lines.joined(separator: "\n") + "\n"
    }

    private var head: String {
        let before = gate.comparison.before
        let word = gate.outcome == .pass ? style.paint("GATE PASSES", .green, .bold) : style.paint(said, .red, .bold)
        return "\(word)  against \(before.label) of \(before.started)"
    }

    private var said: String {
        let parts: [(Int, String)] = [
            (gate.errors.count, "not judged"), (gate.newFailures.count, "new failure"),
            (gate.stale.count, "stale known failure"), (gate.regressions.count, "confirmed slowdown"),
        ]
        let words = parts.filter { $0.0 > 0 }.map { number, noun in
            noun.hasPrefix("not") ? "\(Figure.count(number, "case")) \(noun)" : Figure.count(number, noun)
        }
        return "GATE FAILS: " + words.joined(separator: ", ")
    }

    private var failures: [String] {
        gate.newFailures.prefix(Self.limit).flatMap { change in
            let finding = change.appeared.first.map { "    \($0.kind) at \($0.place), got \($0.actual)" }
            let before = change.before?.words ?? "not in the baseline"
            return ["  \(change.id)  \(change.level), \(before) → \(change.after?.words ?? "absent")  \(change.title)"]
                + [finding].compactMap { $0 }
        }.map { style.clip($0) } + more(gate.newFailures.count)
    }

    private func more(_ count: Int) -> [String] {
        count > Self.limit ? ["  and \(count - Self.limit) more"] : []
    }

    private var stale: [String] {
        gate.stale.prefix(Self.limit).map { style.clip("  \($0)  listed as known to fail, and passes; take it off") }
            + more(gate.stale.count)
    }

    private var slower: [String] {
        gate.regressions.map { style.clip("  slower twice: \(words($0))") }
            + gate.unconfirmed.map { style.clip("  slower once, not confirmed: \(words($0))") }
    }

    private func words(_ change: BenchChange) -> String {
        guard let judgement = change.judgement else { return change.key }
        let ratio = judgement.ratio
        return "\(change.profile) \(change.metric) \(change.quantile), \(Figure.fixed(ratio.estimate, 2)) times "
            + "(\(Figure.fixed(ratio.low, 2)) to \(Figure.fixed(ratio.high, 2))), "
            + "\(Figure.short(judgement.gap)) \(change.unit)"
    }
}
