package import Results

/// TAP 14: one line a case, with a YAML block for what failed.
package struct TAPReport: Sendable {
    private let result: RunResult

    package init(_ result: RunResult) {
        self.result = result.sorted()
    }

    /// The stream; an interrupted run ends with `Bail out!`.
    package var text: String {
        var text = "TAP version 14\n1..\(result.cases.count)\n"
        for (index, item) in result.cases.enumerated() { text += lines(item, number: index + 1) }
        if !result.complete { text += "Bail out! The run was interrupted.\n" }
        return text
    }

    private func lines(_ item: CaseRecord, number: Int) -> String {
        let name = escape("\(item.id): \(item.title)")
        switch Outcome(item, strict: result.isStrict) {
        case .passed: return "ok \(number) - \(name)\n"
        case .skipped(let why): return "ok \(number) - \(name) # SKIP \(escape(why))\n"
        case .tolerated(let why): return "not ok \(number) - \(name) # TODO \(escape(why))\n" + block(item)
        case .failed, .broken: return "not ok \(number) - \(name)\n" + block(item)
        }
    }

    private func block(_ item: CaseRecord) -> String {
        var lines = ["verdict: \(item.verdict.rawValue)", "level: \(quote(item.level))"]
        lines.append("requirements: [\(item.requirements.map(quote).joined(separator: ", "))]")
        if let reason = item.reason { lines.append("reason: \(quote(reason))") }
        if !item.findings.isEmpty { lines.append("findings:") }
        for finding in item.findings.prefix(20) {
            lines.append("  - check: \(quote(finding.check))")
            lines.append("    kind: \(quote(finding.kind))")
            lines.append("    at: \(quote(finding.place))")
            lines.append("    expected: \(quote(finding.expected))")
            lines.append("    got: \(quote(finding.actual))")
        }
        if !item.replay.isEmpty { lines.append("replay: \(quote(item.replay))") }
        return (["---"] + lines + ["..."]).map { "  \($0)\n" }.joined()
    }

    /// In a description `#` starts a directive.
    private func escape(_ text: String) -> String {
        Printable.line(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }

    /// A double-quoted YAML scalar on one line.
    private func quote(_ text: String) -> String {
        let safe = Printable.clipped(text, to: 2000).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(safe)\""
    }
}
