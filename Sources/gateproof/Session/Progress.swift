internal import Foundation
internal import Report
internal import Results
internal import Synchronization

/// One line on standard error that says what is going on; nothing when quiet or when nobody looks.
final class Progress: Sendable {
    private let enabled: Bool
    private let interactive: Bool
    /// Says each case and its verdict.
    private let verbose: Bool
    private let shown = Mutex(false)

    init(enabled: Bool, verbose: Bool = false) {
        self.enabled = enabled
        self.verbose = verbose
        self.interactive = isatty(2) == 1
    }

    /// A case that has its verdict; `result` holds all that have one.
    func judged(_ record: CaseRecord, of total: Int, in result: RunResult) {
        if verbose {
            clear()
            write(ProgressLine.text(record, style: Terminal.errorStyle) + "\n")
        }
        guard enabled, interactive else { return }
        let failed = result.cases.count { $0.verdict == .fail && $0.level == "must" || $0.verdict == .error }
        let state = ProgressLine.State(
            done: result.cases.count, total: total, failed: failed, current: record.id, seconds: result.seconds)
        tick(ProgressLine.text(state, style: Terminal.errorStyle))
    }

    /// A step that takes a while.
    func say(_ text: String) {
        guard enabled else { return }
        clear()
        write("==> \(text)\n")
    }

    /// Whether lines that replace each other are seen by anybody.
    var isShown: Bool { enabled && interactive }

    /// A line that replaces the one before; shown on terminals only.
    func tick(_ text: String) {
        guard enabled, interactive else { return }
        write("\r\u{1B}[2K\(text)")
        shown.withLock { $0 = true }
    }

    /// Takes the replaced line away.
    func clear() {
        let wasShown = shown.withLock { shown in
            defer { shown = false }
            return shown
        }
        if wasShown { write("\r\u{1B}[2K") }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
