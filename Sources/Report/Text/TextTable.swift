/// Rows of cells in columns; the first column is left-aligned, the others right-aligned.
struct TextTable {
    private var rows: [[String]]

    init(header: [String]) {
        rows = [header]
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// Lines without trailing spaces; columns that are empty below the header are left out.
    func lines(gap: Int = 2) -> [String] {
        let shown = rows[0].indices.filter { column in
            column == 0 || rows.dropFirst().contains { !$0[column].isEmpty }
        }
        let widths = shown.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (column, width) in zip(shown, widths) {
                let padding = String(repeating: " ", count: width - DisplayWidth.of(row[column]))
                line += column == 0 ? row[column] + padding : String(repeating: " ", count: gap) + padding + row[column]
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
