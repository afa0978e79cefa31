/// How a terminal report looks.
package struct TerminalStyle: Sendable {
    /// Columns of a line; longer texts are clipped, never wrapped.
    package var width: Int
    package var colours: Bool

    package init(width: Int = 100, colours: Bool = false) {
        self.width = max(40, width)
        self.colours = colours
    }

    enum Paint: Int {
        case bold = 1
        case dim = 2
        case red = 31
        case green = 32
        case yellow = 33
        case cyan = 36
    }

    func paint(_ text: String, _ paints: Paint...) -> String {
        guard colours, !text.isEmpty else { return text }
        return "\u{1B}[" + paints.map { "\($0.rawValue)" }.joined(separator: ";") + "m\(text)\u{1B}[0m"
    }

    package func clip(_ text: String, indent: Int = 0) -> String {
        Printable.clipped(text, to: width - indent)
    }

    /// Lines broken at spaces, indented by two; for sentences, whose ends matter.
    func wrapped(_ text: String) -> [String] {
        var lines = [""]
        for word in Printable.line(text).split(separator: " ") {
            let longer = lines[lines.count - 1].isEmpty ? String(word) : "\(lines[lines.count - 1]) \(word)"
            if DisplayWidth.of(longer) > width - 2, !lines[lines.count - 1].isEmpty {
                lines.append(String(word))
            } else {
                lines[lines.count - 1] = longer
            }
        }
        return lines.map { "  " + clip($0, indent: 2) }
    }
}
