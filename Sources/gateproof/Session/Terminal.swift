internal import Foundation
internal import Report

/// How text is dressed for whoever reads it.
enum Terminal {
    /// For standard output: colours only on a terminal and without NO_COLOR; 100 columns elsewhere.
    static var style: TerminalStyle { style(of: 1) }

    /// For standard error, where progress goes.
    static var errorStyle: TerminalStyle { style(of: 2) }

    private static func style(of descriptor: Int32) -> TerminalStyle {
        let environment = ProcessInfo.processInfo.environment
        let isWanted = environment["NO_COLOR"].map(\.isEmpty) ?? true
        let colours = isatty(descriptor) == 1 && isWanted && environment["TERM"] != "dumb"
        return TerminalStyle(width: width(of: descriptor), colours: colours)
    }

    private static func width(of descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        // A line that fills the last column makes some terminals wrap.
        return max(40, min(Int(size.ws_col) - 1, 140))
    }
}
