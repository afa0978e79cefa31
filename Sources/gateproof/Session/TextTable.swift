internal import Foundation

/// Rows under a header, printed for people, for Markdown or as JSON.
struct TextTable {
    var header: [String]
    var rows: [[String]]

    func render(_ format: ListCommand.Format) -> String {
        switch format {
        case .text: columns()
        case .markdown: markdown()
        case .json: json()
        }
    }

    private func columns() -> String {
        let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell.padding(toLength: widths[index], withPad: " ", startingAt: 0)
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private func markdown() -> String {
        let lines = [header, header.map { _ in "---" }] + rows.map { $0.map { $0.replacing("|", with: "\\|") } }
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    private func json() -> String {
        let objects = rows.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(objects)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
}
