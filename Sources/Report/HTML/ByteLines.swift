/// Two texts side by side, line by line.
struct ByteLines {
    struct Line: Equatable {
        var text: Substring.UnicodeScalarView
        /// `\r\n`, `\n`, `\r` or nothing.
        var end: String

        static func == (left: Line, right: Line) -> Bool {
            left.end == right.end && left.text.elementsEqual(right.text)
        }
    }

    enum Row: Equatable {
        case same(Line)
        /// Nil on one side where a line has no counterpart.
        case different(Line?, Line?)
        /// So many equal lines are not shown.
        case skipped(Int)
    }

    /// Aligns by the texts of the lines, so that other line ends do not hide what else differs.
    static func compare(_ left: String, _ right: String) -> [Row] {
        let (old, new) = (lines(left), lines(right))
        let difference = Key.list(new).difference(from: Key.list(old))
        var removed = Set<Int>()
        var inserted = Set<Int>()
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var rows: [Row] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            let gone = old.indices[i...].prefix { removed.contains($0) }
            let come = new.indices[j...].prefix { inserted.contains($0) }
            for offset in 0..<max(gone.count, come.count) {
                rows.append(
                    .different(
                        offset < gone.count ? old[i + offset] : nil, offset < come.count ? new[j + offset] : nil))
            }
            i += gone.count
            j += come.count
            guard i < old.count, j < new.count, gone.isEmpty, come.isEmpty else { continue }
            rows.append(old[i] == new[j] ? .same(old[i]) : .different(old[i], new[j]))
            i += 1
            j += 1
        }
        return folded(rows)
    }

    /// Leaves three equal lines around differences, and names the number of the others.
    static func folded(_ rows: [Row], around: Int = 3) -> [Row] {
        var folded: [Row] = []
        var run: [Row] = []
        func close(last: Bool) {
            let head = folded.isEmpty ? 0 : around
            let tail = last ? 0 : around
            if run.count <= head + tail + 2 || folded.isEmpty && last {
                folded += run
            } else {
                folded += run.prefix(head) + [.skipped(run.count - head - tail)] + run.suffix(tail)
            }
            run = []
        }
        for row in rows {
            if case .same = row {
                run.append(row)
            } else {
                close(last: false)
                folded.append(row)
            }
        }
        close(last: true)
        return folded
    }

    static func lines(_ text: String) -> [Line] {
        var lines: [Line] = []
        var rest = text[...].unicodeScalars
        while !rest.isEmpty {
            let body = rest.prefix { $0 != "\n" && $0 != "\r" }
            rest = rest[body.endIndex...]
            let end = rest.starts(with: "\r\n".unicodeScalars) ? "\r\n" : String(rest.prefix(1).map(Character.init))
            rest = rest.dropFirst(end.unicodeScalars.count)
            lines.append(Line(text: body, end: end))
        }
        return lines
    }

    /// A line's text as compared by scalars, not by characters.
    private struct Key: Hashable {
        var scalars: [UInt32]

        static func list(_ lines: [Line]) -> [Key] {
            lines.map { Key(scalars: $0.text.map(\.value)) }
        }
    }
}
