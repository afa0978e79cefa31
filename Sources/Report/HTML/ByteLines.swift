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

        /// Scalars that it shows, of the longer side.
        var size: Int {
            switch self {
            case .same(let line): line.text.count + 40
            case .different(let old, let new): max(old?.text.count ?? 0, new?.text.count ?? 0) + 60
            case .skipped: 60
            }
        }
    }

    /// Longer texts are compared up to here only, in lines; what follows counts as cut off.
    static let lineLimit = 3000

    /// Aligns by the texts of the lines, so that other line ends do not hide what else differs.
    ///
    /// `withoutLast` leaves out last lines that have no end: a recorder may have cut them.
    static func compare(_ left: String, _ right: String, withoutLast: Bool = false) -> [Row] {
        let (old, new) = (whole(lines(left), withoutLast), whole(lines(right), withoutLast))
        let (removed, inserted) = changes(old, new)
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

    private static func whole(_ lines: [Line], _ withoutLast: Bool) -> [Line] {
        let kept = lines.count > 1 && withoutLast && lines.last?.end.isEmpty == true ? lines.dropLast() : lines[...]
        return Array(kept.prefix(lineLimit))
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

    /// Splits at line ends, as they are or as evidence writes them: `\r\n`, `\n`, `\r`, where every backslash is doubled.
    static func lines(_ text: String) -> [Line] {
        var lines: [Line] = []
        var rest = text[...].unicodeScalars
        var end = rest.startIndex
        while end < rest.endIndex {
            let (taken, lineEnd) = token(rest[end...])
            if let lineEnd {
                lines.append(Line(text: rest[..<end], end: lineEnd))
                rest = rest[rest.index(end, offsetBy: taken)...]
                end = rest.startIndex
            } else {
                end = rest.index(end, offsetBy: taken)
            }
        }
        return rest.isEmpty ? lines : lines + [Line(text: rest, end: "")]
    }

    private static let ends = [
        ("\r\n", "\r\n"), ("\n", "\n"), ("\r", "\r"), ("\\r\\n", "\r\n"), ("\\n", "\n"), ("\\r", "\r"),
    ]

    /// The scalars to take, and the line end that they stand for.
    private static func token(_ rest: Substring.UnicodeScalarView) -> (taken: Int, end: String?) {
        guard let first = rest.first, ["\r", "\n", "\\"].contains(first) else { return (1, nil) }
        for (sign, end) in ends where rest.starts(with: sign.unicodeScalars) { return (sign.unicodeScalars.count, end) }
        return (min(2, rest.prefix(2).count), nil)
    }

    /// Offsets of the lines that only one side has; by place where the texts are too unlike to be aligned in time.
    private static func changes(_ old: [Line], _ new: [Line]) -> (removed: Set<Int>, inserted: Set<Int>) {
        var names: [[UInt32]: Int] = [:]
        let name = { (line: Line) -> Int in
            let key = line.text.map(\.value)
            let known = names[key] ?? names.count
            names[key] = known
            return known
        }
        let (left, right) = (old.map(name), new.map(name))
        let start = zip(left, right).prefix { $0 == $1 }.count
        let limit = min(left.count, right.count) - start
        let end = min(limit, zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count)
        let (before, after) = (Array(left[start..<(left.count - end)]), Array(right[start..<(right.count - end)]))
        guard before.count * after.count <= 250_000 else {
            return (Set(start..<(left.count - end)), Set(start..<(right.count - end)))
        }
        var removed = Set<Int>()
        var inserted = Set<Int>()
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(start + offset)
            case .insert(let offset, _, _): inserted.insert(start + offset)
            }
        }
        return (removed, inserted)
    }
}
