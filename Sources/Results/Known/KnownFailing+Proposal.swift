extension KnownFailing {
    /// A list brought up to date by a run: what was written by hand stays, and every change is told.
    package struct Proposal: Sendable, Equatable {
        package var text: String
        /// The new lines' cases, with the check where only one is meant.
        package var added: [String] = []
        /// Cases that pass now.
        package var removed: [String] = []
        package var kept = 0
    }

    /// Keeps comments, reasons and links of `text`; takes out what passes now and adds what fails without being listed.
    ///
    /// Entries of cases that the run did not judge stay.
    package static func proposal(for result: RunResult, over text: String?) -> Proposal {
        guard let text, !text.isEmpty else {
            let added = result.cases.filter { $0.verdict == .fail }.map(\.id).sorted()
            return Proposal(text: draft(from: result), added: added)
        }
        var proposal = Proposal(text: "")
        var listed: [String: Set<String>] = [:]
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let names = line.prefix { $0 != "#" }.split { $0.isWhitespace }.map(String.init)
            guard let id = names.first else { lines.append(line); continue }
            if result.cases.contains(where: { $0.id == id && $0.verdict == .unexpectedPass }) {
                proposal.removed.append(id)
                continue
            }
            listed[id, default: []].insert(names.dropFirst().first ?? "")
            lines.append(line)
            proposal.kept += 1
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        proposal.text = lines.joined(separator: "\n") + "\n"
        for (name, reason) in news(result, listed: listed) {
            proposal.added.append(name)
            proposal.text += "\(name)  # \(reason)\n"
        }
        return proposal
    }

    /// Failures that no entry covers: the case, or those of its checks that are not listed.
    private static func news(_ result: RunResult, listed: [String: Set<String>]) -> [(name: String, reason: String)] {
        result.sorted().cases.filter { $0.verdict == .fail }.flatMap { item -> [(name: String, reason: String)] in
            guard let checks = listed[item.id] else { return [(item.id, reason(of: item))] }
            return Set(item.findings.map(\.check)).subtracting(checks).sorted().map { check in
                var part = item
                part.findings = item.findings.filter { $0.check == check }
                return ("\(item.id) \(check)", reason(of: part))
            }
        }
    }
}
