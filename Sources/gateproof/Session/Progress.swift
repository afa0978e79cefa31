internal import Foundation
internal import Synchronization

/// One line on standard error that says what is going on; nothing when quiet or when nobody looks.
final class Progress: Sendable {
    private let enabled: Bool
    private let interactive: Bool
    private let shown = Mutex(false)

    init(enabled: Bool) {
        self.enabled = enabled
        self.interactive = isatty(2) == 1
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
