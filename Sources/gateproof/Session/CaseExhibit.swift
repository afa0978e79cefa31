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
            lines += passages(of: number + 1)
            lines += both(exchange)
        }
        lines += ["", "replay: \(record.replay)"]
        return lines.joined(separator: "\n")
    }

    /// What was kept and what was not, one line for each part and one for each difference.
    private func passages(of exchange: Int) -> [String] {
        (record.passages ?? []).filter { $0.exchange == exchange }.flatMap { passage in
            let count = passage.differences.count
            return ["  \(passage.direction) \(passage.part)s: \(passage.kept) kept, \(count) not"]
                + passage.differences.prefix(12).map { item in
                    "    \(item.kind) at \(item.place): \(item.sent.isEmpty ? "-" : item.sent)"
                        + " -> \(item.received.isEmpty ? "-" : item.received)"
                } + (count > 12 ? ["    and \(count - 12) more"] : [])
        }
    }

    /// Both ends of each message, aligned: `<` is what was sent, `>` what arrived, `^` marks where they differ.
    private func both(_ exchange: Evidence.ExchangeRecord) -> [String] {
        let client = exchange.client
        var lines: [String] = []
        for (number, attempt) in exchange.attempts.enumerated() {
            let name = "\(attempt.name), attempt \(number + 1)"
            lines += ["", "  --- request: < client, > \(name) ---"]
            lines += SideBySide(client.request, attempt.request).lines
        }
        for (number, attempt) in exchange.attempts.enumerated() {
            let name = "\(attempt.name), attempt \(number + 1)"
            lines += [
                "", "  --- response: < \(name) (ended: \(attempt.ending)), > client (ended: \(client.ending)) ---",
            ]
            lines += SideBySide(attempt.response, client.response).lines
        }
        if exchange.attempts.isEmpty {
            lines += ["", "  --- client: sent ---", indent(client.request)]
            lines += ["  --- client: received (ended: \(client.ending)) ---", indent(client.response)]
        }
        for side in [client] + exchange.attempts {
            lines.append("  --- \(side.name): timeline ---")
            lines += side.timeline.map { "  \($0.milliseconds) ms  \($0.what)" }
        }
        return lines
    }

    private func indent(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    }
}
