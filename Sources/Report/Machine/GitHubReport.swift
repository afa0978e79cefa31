package import Results

/// Annotations for GitHub Actions: workflow commands, which its runner takes from standard output.
///
/// GitHub keeps ten annotations of a kind for each step and drops the others; so the weightiest come first, and the last
/// one says how many there would have been.
package struct GitHubReport: Sendable {
    /// Annotations of a kind that a step may have.
    package static let limit = 10
    /// A larger job summary is dropped whole, in bytes.
    package static let summaryLimit = 1 << 20

    private let result: RunResult
    private let file: String

    /// - Parameter file: what the annotations point to: the path of the result, or of what was judged.
    package init(_ result: RunResult, file: String) {
        self.result = result.sorted()
        self.file = file
    }

    /// The workflow commands, one a line; empty where nothing failed.
    package var annotations: String {
        let strict = result.isStrict
        let failed = result.cases.filter { $0.verdict != .pass && Outcome($0, strict: strict) == .failed }
        let broken = result.cases.filter { $0.verdict == .error }
        let advice = result.cases.filter { $0.verdict == .fail && $0.level == "should" && !strict }
        return lines("error", failed + broken) + lines("warning", advice)
    }

    /// Markdown for the job's summary, within its limit.
    package var summary: String {
        let text = MarkdownReport(result).text
        guard text.utf8.count > Self.summaryLimit else { return text }
        return String(decoding: text.utf8.prefix(Self.summaryLimit - 8), as: UTF8.self) + "\n"
    }

    private func lines(_ kind: String, _ cases: [CaseRecord]) -> String {
        let ranked = cases.sorted { (Self.rank($0), $0.id) < (Self.rank($1), $1.id) }
        let fits = ranked.count <= Self.limit
        var lines = ranked.prefix(fits ? Self.limit : Self.limit - 1).map { item in
            let words = item.explanation.prefix(2).map { Printable.clipped($0, to: 300) }
            let replay = item.replay.isEmpty ? [] : ["replay: \(Printable.clipped(item.replay, to: 300))"]
            return command(kind, title: "\(item.id) (\(item.level))", text: ([item.title] + words + replay))
        }
        if !fits {
            let left = ranked.count - lines.count
            lines.append(
                command(kind, title: "\(left) more", text: ["and \(left) more; the summary and the result have them"]))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func rank(_ item: CaseRecord) -> Int {
        Tally.levels.firstIndex(of: item.level) ?? Tally.levels.count
    }

    private func command(_ kind: String, title: String, text: [String]) -> String {
        let message = text.map(Printable.line).map(Self.escaped).joined(separator: "%0A")
        return "::\(kind) file=\(Self.property(file)),title=\(Self.property("gateproof: " + title))::\(message)"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        escaped(Printable.line(text)).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
