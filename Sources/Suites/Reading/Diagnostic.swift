/// One mistake in a file that a person wrote, printed like a compiler's error.
package struct Diagnostic: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Severity: String, Sendable, CaseIterable {
        case error, warning
    }

    package var severity: Severity
    package var location: SourceLocation
    /// What is wrong, as a sentence without a full stop.
    package var message: String
    /// What to write instead, when it is known.
    package var hint: String?
    /// The line of the file, for the caret.
    package var sourceLine: String?

    package init(
        severity: Severity = .error, location: SourceLocation, message: String, hint: String? = nil,
        sourceLine: String? = nil
    ) {
        self.severity = severity
        self.location = location
        self.message = message
        self.hint = hint
        self.sourceLine = sourceLine
    }

    /// `file:line:column: error: message`, the source line, a caret, and the hint.
    package var description: String {
        var text = "\(location): \(severity.rawValue): \(message)"
        if let sourceLine, !sourceLine.isEmpty {
            let (excerpt, column) = Self.excerpt(of: sourceLine, around: location.column)
            text += "\n  \(excerpt)\n  \(String(repeating: " ", count: column - 1))^"
        }
        if let hint { text += "\n  hint: \(hint)" }
        return text
    }

    /// At most about 100 characters of the line, and where the column lies in them.
    private static func excerpt(of line: String, around column: Int) -> (String, Int) {
        let scalars = Array(line.unicodeScalars.map { $0.value < 0x20 ? " " : $0 })
        let place = max(1, min(column, scalars.count + 1))
        guard scalars.count > 110 else { return (text(scalars[...]), place) }
        let start = max(0, min(place - 50, scalars.count - 100))
        return ("…" + text(scalars[start..<min(start + 100, scalars.count)]) + "…", place - start + 1)
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}

/// Everything that is wrong in a set of files; thrown when there is at least one error.
package struct Mistakes: Error, Sendable, Equatable, CustomStringConvertible {
    /// Sorted by file, line and column.
    package var diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.inOrder
    }

    package var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}

extension [Diagnostic] {
    /// Sorted by file, line and column, without repetitions.
    var inOrder: [Diagnostic] {
        let sorted = enumerated().sorted { left, right in
            let (a, b) = (left.element.location, right.element.location)
            return (a.file, a.line, a.column, left.offset) < (b.file, b.line, b.column, right.offset)
        }
        return sorted.map(\.element).reduce(into: []) { list, next in
            if !list.suffix(8).contains(next) { list.append(next) }
        }
    }
}
