/// Text made safe for GitHub's Markdown: no markup, no mention, no broken table.
enum Markdown {
    /// Words on one line, with every sign that could mean something escaped.
    static func plain(_ text: String) -> String {
        var safe = ""
        for scalar in Printable.clipped(text, to: 300).unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            // A zero-width space after the sign keeps people from being called.
            case "@": safe += "@\u{200B}"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!", "$": safe += "\\\(scalar)"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// A code span, whatever it holds.
    static func code(_ text: String, limit: Int = 160) -> String {
        let text = Printable.clipped(text, to: limit)
        guard !text.isEmpty else { return "(nothing)" }
        let runs = text.split { $0 != "`" }.map(\.count)
        let fence = String(repeating: "`", count: (runs.max() ?? 0) + 1)
        let needsRoom = text.hasPrefix("`") || text.hasSuffix("`") || text.hasPrefix(" ") && text.hasSuffix(" ")
        let room = needsRoom ? " " : ""
        return fence + room + text + room + fence
    }

    static func row(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }
}
