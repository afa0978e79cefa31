package import Wire

extension Assessment {
    /// The report for a terminal, or as Markdown.
    package func text(markdown: Bool = false) -> String {
        let heading: (String) -> [String] = { markdown ? ["", "## \($0)", ""] : ["", $0] }
        let item: (String) -> String = {
            (markdown ? "- " : "  ") + $0.replacing("\n", with: markdown ? "\n- " : "\n  ")
        }
        var lines = [(markdown ? "# " : "") + "\(from.label) → \(to.label)"]
        lines += heading("Checklist") + (markdown ? markdownTable : terminalTable)
        if let models, models.matches.contains(where: { if case .same = $0.match { false } else { true } }) {
            lines += heading("Model names") + models.matches.compactMap { Self.sentence($0.from, $0.match) }.map(item)
        }
        if let scan, !scan.hits.isEmpty {
            lines += heading("Ties to \(from.shown)")
            lines += scan.hits.map { hit in
                item(
                    "\(hit.kind) `\(hit.name)` in \(hit.count) requests (first: \(hit.examples.map(String.init).joined(separator: ", "))): "
                        + hit.means + (hit.instead.isEmpty ? "" : ". In its place: \(hit.instead)"))
            }
        }
        lines += heading(blocks.isEmpty ? "Nothing required blocks the migration" : "Do not migrate until")
        lines += blocks.map(item)
        if !notes.isEmpty { lines += heading("Notes") + notes.map(item) }
        return lines.joined(separator: "\n")
    }

    private var header: [String] { ["row", "status", from.shown, to.shown, "what", "detail"] }

    private var rows: [[String]] {
        lines.map {
            [
                $0.id, $0.status.rawValue + ($0.block == nil ? "" : " (blocks)"), $0.before, $0.after, $0.title,
                $0.detail,
            ]
        }
    }

    private var markdownTable: [String] {
        ([header, header.map { _ in "---" }] + rows).map { row in
            "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
    }

    private var terminalTable: [String] {
        let cells = [header] + rows
        let widths = (0..<4).map { column in cells.map { $0[column].count }.max() ?? 0 }
        var out: [String] = []
        for row in cells {
            let start = (0..<4).map { row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count) }
            out.append("  " + (start + [row[4]]).joined(separator: "  "))
            if !row[5].isEmpty, row != header { out.append("      \(row[5])") }
        }
        return out
    }

    private static func sentence(_ id: String, _ match: ModelMap.Match) -> String? {
        switch match {
        case .same: nil
        case .renamed(let other): "\(id) → \(other)"
        case .ambiguous(let others): "\(id) → one of \(others.joined(separator: ", "))"
        case .missing: "\(id) → none"
        }
    }

    /// The report in the format `gateproof.migration/1`.
    package var json: JSON {
        [
            "schema": "gateproof.migration/1", "from": JSON(from.label), "to": JSON(to.label),
            "rows": .array(
                lines.map {
                    [
                        "group": JSON($0.group), "id": JSON($0.id), "title": JSON($0.title),
                        "status": JSON($0.status.rawValue), "before": JSON($0.before), "after": JSON($0.after),
                        "detail": JSON($0.detail), "blocks": .bool($0.block != nil),
                    ]
                }),
            "models": .array(
                (models?.matches ?? []).map { pair in
                    let found: JSON =
                        switch pair.match {
                        case .same(let id), .renamed(let id): [JSON(id)]
                        case .ambiguous(let ids): .array(ids.map { JSON($0) })
                        case .missing: []
                        }
                    return ["from": JSON(pair.from), "to": found]
                }),
            "ties": .array(
                (scan?.hits ?? []).map {
                    [
                        "kind": JSON($0.kind), "name": JSON($0.name), "requests": JSON($0.count),
                        "instead": JSON($0.instead),
                    ]
                }),
            "doNotMigrateUntil": .array(blocks.map { JSON($0) }), "notes": .array(notes.map { JSON($0) }),
        ]
    }
}
