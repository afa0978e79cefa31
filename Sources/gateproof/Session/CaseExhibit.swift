internal import Results

/// A case's record laid open: verdict, findings, and both ends of each exchange.
struct CaseExhibit {
    var record: CaseRecord

    var text: String {
        var lines = ["", "result: \(record.verdict.rawValue)\(record.reason.map { " (\($0))" } ?? "")"]
        for finding in record.findings {
            lines.append("  \(finding.check): \(finding.kind) at \(finding.place)")
            lines.append("    expected \(finding.expected)")
            lines.append("    actual   \(finding.actual)")
            if !finding.clients.isEmpty { lines.append("    breaks   \(finding.clients.joined(separator: ", "))") }
        }
        for (number, exchange) in (record.evidence?.exchanges ?? []).enumerated() {
            lines += ["", "exchange \(number + 1)", "  \(exchange.curl)"]
            for side in [exchange.client] + exchange.attempts { lines += both(of: side) }
        }
        lines += ["", "replay: \(record.replay)"]
        return lines.joined(separator: "\n")
    }

    private func both(of side: Evidence.Side) -> [String] {
        let isClient = side.name == "client"
        var lines = ["", "  --- \(side.name): \(isClient ? "sent" : "received") ---", indent(side.request)]
        lines += [
            "  --- \(side.name): \(isClient ? "received" : "sent") (ended: \(side.ending)) ---", indent(side.response),
        ]
        lines.append("  --- \(side.name): timeline ---")
        lines += side.timeline.map { "  \($0.milliseconds) ms  \($0.what)" }
        return lines
    }

    private func indent(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    }
}
