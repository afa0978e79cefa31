/// A deviation from the syntax of RFC 9112 in a message head; the parser reads on as well as it can.
package struct HeadProblem: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A field continued on the next line (RFC 9112 §5.2).
        case obsFold = "obs-fold"
        case bareCR = "bare CR"
        case bareLF = "bare LF"
        case badStartLine = "bad start line"
        case badVersion = "bad version"
        case badStatus = "bad status"
        case missingColon = "no colon"
        case badFieldName = "bad field name"
        /// Whitespace between name and colon (RFC 9112 §5.1).
        case blankBeforeColon = "blank before colon"
        case badFieldValue = "control character in value"
        /// Blank lines before the start line of a response.
        case leadingBlankLine = "leading blank line"
    }

    package var kind: Kind
    /// Counts the lines of the head from 1.
    package var line: Int
    /// The line, printable.
    package var text: String

    package init(_ kind: Kind, line: Int, text: String) {
        self.kind = kind
        self.line = line
        self.text = text
    }
}
