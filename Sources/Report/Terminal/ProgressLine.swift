package import Results

/// The line that is rewritten while a run goes on; pure, so that it can be tested.
package enum ProgressLine {
    /// How far a run is.
    package struct State: Sendable, Equatable {
        package var done: Int
        package var total: Int
        package var failed: Int
        /// The case being played; empty between cases.
        package var current: String
        package var seconds: Double

        package init(done: Int, total: Int, failed: Int = 0, current: String = "", seconds: Double = 0) {
            self.done = done
            self.total = total
            self.failed = failed
            self.current = current
            self.seconds = seconds
        }
    }

    /// One line without line end, at most as wide as the style says.
    package static func text(_ state: State, style: TerminalStyle) -> String {
        let total = max(state.total, 1)
        let done = min(max(state.done, 0), total)
        let cells = 20
        let filled = done * cells / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
        let failed = state.failed > 0 ? "  \(state.failed) failed" : ""
        let clock = "  " + Figure.duration(milliseconds: max(0, state.seconds) * 1000)
        let current = state.current.isEmpty ? "" : "  \(state.current)"
        let rest = style.clip(" \(state.done)/\(state.total)\(failed)\(clock)\(current)", indent: cells)
        return style.paint(bar, state.failed > 0 ? .red : .green) + rest
    }

    /// The line for a terminal that cannot rewrite one: a case and its verdict.
    package static func text(_ record: CaseRecord, style: TerminalStyle) -> String {
        let paint: TerminalStyle.Paint = record.verdict == .pass ? .green : record.isAlarming ? .red : .yellow
        let verdict = record.verdict.words
        return style.paint(verdict, paint)
            + style.clip("  \(record.id)  \(Figure.duration(milliseconds: record.milliseconds))", indent: verdict.count)
    }
}
