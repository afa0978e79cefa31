internal import Foundation
internal import Report

/// How text is dressed for whoever reads standard output.
enum Terminal {
    /// Colours only on a terminal and without NO_COLOR; the terminal's width, 100 columns elsewhere.
    static var style: TerminalStyle {
        let colours = isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"].map(\.isEmpty) ?? true
        return TerminalStyle(width: width, colours: colours)
    }

    private static var width: Int {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return max(60, min(Int(size.ws_col), 140))
    }
}
