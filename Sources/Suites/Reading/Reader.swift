/// Reads one file and collects every mistake found on the way; readers go on with a stand-in after a mistake.
final class Reader {
    let file: SourceFile
    private(set) var diagnostics: [Diagnostic] = []

    init(_ file: SourceFile) {
        self.file = file
    }

    func error(_ place: Place, _ message: String, hint: String? = nil) {
        report(.error, place, message, hint)
    }

    func warning(_ place: Place, _ message: String, hint: String? = nil) {
        report(.warning, place, message, hint)
    }

    private func report(_ severity: Diagnostic.Severity, _ place: Place, _ message: String, _ hint: String?) {
        guard diagnostics.count < 200 else { return }
        diagnostics.append(
            Diagnostic(
                severity: severity, location: file.location(place), message: message, hint: hint,
                sourceLine: file.line(place.line)))
    }

    /// An error that names the word most like the wrong one, or all of them when they are few.
    func unknown(_ what: String, _ word: String, at place: Place, known: some Collection<String>) {
        error(place, "unknown \(what) `\(word.abbreviated)`", hint: suggestion(for: word, among: known))
    }

    func suggestion(for word: String, among known: some Collection<String>) -> String? {
        if let match = nearest(to: word, in: known) { return "did you mean `\(match)`?" }
        guard !known.isEmpty, known.count <= 24 else { return nil }
        return "known are " + Set(known).sorted().map { "`\($0)`" }.joined(separator: ", ")
    }
}
