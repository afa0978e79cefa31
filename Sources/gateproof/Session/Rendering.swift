internal import Report
internal import Results

/// Renders results in one format, and puts the text where it is wanted.
struct Rendering {
    var results: [RunResult]
    /// Nil means text, unless only a page is wanted.
    var format: ReportFormat?
    var out: String?
    var html: String?

    func deliver() throws {
        if let html { try ResultFile.put(try page(), into: html) }
        guard format != nil || out != nil || html == nil else { return }
        let format = format ?? .text
        if results.count > 1, !format.takesMany {
            throw Complaint(
                .usage,
                "--format \(format.rawValue) takes one result file; call it once for each of the \(results.count)")
        }
        let text = try text(format)
        if let out { try ResultFile.put(text, into: out) } else { print(text, terminator: "") }
    }

    private func page() throws -> String {
        results.count == 1 ? try HTMLReport(results[0]).text() : try ScorecardPage(Scorecard(results)).text()
    }

    private func text(_ format: ReportFormat) throws -> String {
        let (first, isOne) = (results[0], results.count == 1)
        // A file has no colours and no width.
        let style = out == nil ? Terminal.style : TerminalStyle()
        switch format {
        case .text:
            return isOne
                ? TerminalReport(first, style: style).text : ScorecardText(Scorecard(results), style: style).text
        case .html: return try page()
        case .markdown: return isOne ? MarkdownReport(first).text : ScorecardMarkdown(Scorecard(results)).text
        case .junit: return JUnitReport(first).text
        case .ctrf: return try CTRFReport(first).text()
        case .tap: return TAPReport(first).text
        case .badge: return try Badge(first).text()
        case .bencher: return try BencherReport(first).text()
        case .gobench: return GoBenchReport(results).text
        case .openmetrics: return OpenMetricsReport(results).text
        case .github: return GitHubReport(first, file: "result").annotations
        }
    }
}
