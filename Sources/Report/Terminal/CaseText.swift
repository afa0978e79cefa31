internal import Results

/// One case that needs attention, as lines.
struct CaseText {
    let item: CaseRecord
    let style: TerminalStyle

    /// More findings than these are only counted.
    static let findingLimit = 4

    var lines: [String] {
        var lines = [heading, "  " + style.paint(style.clip(rule, indent: 2), .dim)]
        if let reason = item.reason, !reason.isEmpty { lines.append("  " + style.clip(reason, indent: 2)) }
        lines += item.findings.prefix(Self.findingLimit).flatMap(finding)
        if item.findings.count > Self.findingLimit {
            lines.append("  and \(Figure.count(item.findings.count - Self.findingLimit, "more finding"))")
        }
        let clients = Set(item.findings.flatMap(\.clients)).sorted()
        if !clients.isEmpty {
            lines.append("  " + style.clip("breaks \(clients.joined(separator: ", "))", indent: 2))
        }
        // Never clipped: it is there to be copied.
        if !item.replay.isEmpty { lines.append("  replay: " + style.paint(Printable.line(item.replay), .cyan)) }
        return lines
    }

    private var heading: String {
        let mark = item.verdict == .fail ? "✗" : item.verdict == .unexpectedPass ? "!" : "?"
        let paint: TerminalStyle.Paint = item.verdict == .fail ? .red : .yellow
        let title = style.clip("\(item.id)  \(item.title)", indent: 2)
        return style.paint(mark, paint, .bold) + " " + style.paint(title, .bold)
    }

    private var rule: String {
        ([item.requirements.joined(separator: " "), item.level] + (item.verdict == .fail ? [] : [item.verdict.words]))
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func finding(_ finding: FindingRecord) -> [String] {
        let place = finding.place.isEmpty ? finding.kind : "\(finding.kind) at \(finding.place)"
        return [
            "  " + style.paint(style.clip(place, indent: 2), .yellow) + "  "
                + style.paint("(\(Printable.line(finding.check)))", .dim),
            "    expected " + style.clip(finding.expected, indent: 13),
            "    got      " + style.clip(finding.actual, indent: 13),
        ]
    }
}
