/// Two ends' bytes as a table of two columns; what differs is marked.
struct BytesTable {
    let left: String
    let right: String
    let budget: EvidenceBudget

    var markup: Markup {
        let (old, new) = (budget.clip(left), budget.clip(right))
        var rows = ByteLines.compare(old.head, new.head).map(row)
        if old.missing > 0 || new.missing > 0 {
            rows.append(Self.gap(old.missing, new.missing))
            rows += ByteLines.compare(old.tail, new.tail).map(row)
        }
        return rows.joined("\n")
    }

    private func row(_ row: ByteLines.Row) -> Markup {
        switch row {
        case .same(let line):
            let cell = Self.plain(line)
            return "<tr class=\"same\"><td>\(cell)</td><td>\(cell)</td></tr>"
        case .skipped(let count):
            return "<tr class=\"gap\"><td colspan=\"2\">\(Figure.count(count, "equal line"))</td></tr>"
        case .different(let old?, let new?):
            let (before, after) = Self.marked(old, new)
            return "<tr class=\"differs\"><td>\(before)</td><td>\(after)</td></tr>"
        case .different(let old, let new):
            let before = old.map { "<mark>\(Self.plain($0))</mark>" as Markup } ?? ""
            let after = new.map { "<mark>\(Self.plain($0))</mark>" as Markup } ?? ""
            return "<tr class=\"differs\"><td>\(before)</td><td>\(after)</td></tr>"
        }
    }

    private static func gap(_ left: Int, _ right: Int) -> Markup {
        let text = { (count: Int) in
            count == 0 ? "" : "\(Figure.count(count, "character")) left out, see the result file"
        }
        return "<tr class=\"gap\"><td>\(text(left))</td><td>\(text(right))</td></tr>"
    }

    private static func plain(_ line: ByteLines.Line) -> Markup {
        "\(String(line.text))\(end(line.end))"
    }

    private static func end(_ end: String) -> Markup {
        // Plain letters: few fonts have the control pictures.
        end.isEmpty ? "" : "<i>\(end)</i>"
    }

    /// Marks what lies between the common start and the common end.
    static func marked(_ left: ByteLines.Line, _ right: ByteLines.Line) -> (Markup, Markup) {
        let (old, new) = (Array(left.text), Array(right.text))
        let start = zip(old, new).prefix { $0 == $1 }.count
        let limit = min(old.count, new.count) - start
        let tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
        let end = min(limit, tail)
        let paint = { (scalars: [Unicode.Scalar], sign: String, marksEnd: Bool) -> Markup in
            let parts = [scalars[..<start], scalars[start..<(scalars.count - end)], scalars[(scalars.count - end)...]]
            let texts = parts.map { Markup(String(String.UnicodeScalarView($0))) }
            let middle: Markup = texts[1].isNull ? "" : "<mark>\(texts[1])</mark>"
            return texts[0] + middle + texts[2]
                + (marksEnd && !sign.isEmpty ? "<mark>\(Self.end(sign))</mark>" : Self.end(sign))
        }
        let ends = left.end != right.end
        return (paint(old, left.end, ends), paint(new, right.end, ends))
    }

    /// Expected and actual of a finding, marked in the same way; not at all where too little is common.
    static func marked(_ expected: String, _ actual: String) -> (Markup, Markup) {
        let line = { (text: String) in ByteLines.Line(text: text[...].unicodeScalars, end: "") }
        let (old, new) = (expected.unicodeScalars, actual.unicodeScalars)
        let common =
            zip(old, new).prefix { $0 == $1 }.count + zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
        guard common * 3 >= min(old.count, new.count) else { return (Markup(expected), Markup(actual)) }
        return marked(line(expected), line(actual))
    }
}
