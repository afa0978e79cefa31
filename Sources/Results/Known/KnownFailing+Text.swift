extension KnownFailing {
    /// Today's failures of a result as a list to start from; the reasons are what was found.
    package static func draft(from result: RunResult) -> String {
        var text = "# Cases that \(result.target.name) \(result.target.version) is known to fail.\n"
        text += "# case.id [check.id]  # reason  https://link\n"
        for item in result.sorted().cases where item.verdict == .fail || item.verdict == .knownFailing {
            text += "\(item.id)  # \(reason(of: item))\n"
        }
        return text
    }

    static func reason(of item: CaseRecord) -> String {
        if item.verdict == .knownFailing, let reason = item.reason, !reason.isEmpty { return oneLine(reason) }
        guard let finding = item.findings.first else { return item.title.isEmpty ? "fails" : oneLine(item.title) }
        return oneLine("\(finding.kind) at \(finding.place): expected \(finding.expected), got \(finding.actual)")
    }

    static func oneLine(_ text: String) -> String {
        let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
        return words.count > 160 ? words.prefix(159) + "…" : words
    }
}
