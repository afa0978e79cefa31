/// Text made safe for XML 1.0, which has no way to write most control characters.
enum XML {
    /// The value of an attribute, on one line.
    static func attribute(_ text: String) -> String {
        escape(Printable.line(text))
    }

    /// Character data; line feeds stay.
    static func text(_ text: String) -> String {
        escape(Printable.block(text))
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
