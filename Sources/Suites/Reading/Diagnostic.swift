/// One mistake in a file that a person wrote, printed like a compiler's error.
package struct Diagnostic: Error, Sendable, Equatable {
    package var location: SourceLocation
    /// What is wrong, as a sentence without a full stop.
    package var message: String
    /// What to write instead, when it is known.
    package var hint: String?
    /// The line of the file, for the caret.
    package var sourceLine: String?

    package init(location: SourceLocation, message: String, hint: String? = nil, sourceLine: String? = nil) {
        self.location = location
        self.message = message
        self.hint = hint
        self.sourceLine = sourceLine
    }
}
