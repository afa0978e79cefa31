/// Two ends' bytes as a table of two columns; what differs is marked.
struct BytesTable {
    let left: String
    let right: String
    /// The recorder kept only the start of one of the texts, so the last line proves nothing.
    var isCut = false
    let budget: EvidenceBudget

    var markup: Markup {
        let rows = ByteLines.compare(left, right, withoutLast: isCut)
        let costs = rows.map(\.size)
        let head = Self.reach(costs, budget.sideLimit * 3 / 2)
        let tail = min(rows.count - head, Self.reach(costs.reversed(), budget.sideLimit / 2))
        let missing = rows.count - head - tail
        let gap: Markup =
            missing == 0
            ? ""
            : "<tr class=\"gap\"><td colspan=\"2\">\(Figure.count(missing, "row")) left out, see the result file</td></tr>"
        return (rows.prefix(head).map(row) + (missing == 0 ? [] : [gap]) + rows.suffix(tail).map(row)).joined("\n")
    }

    /// How many of the rows fit, at least one.
    private static func reach(_ costs: [Int], _ limit: Int) -> Int {
        var sum = 0
        let fitting = costs.prefix { cost in
            sum += min(cost, limit / 2)
            return sum <= limit
        }
        return min(costs.count, max(1, fitting.count))
    }

    private func row(_ row: ByteLines.Row) -> Markup {
        switch row {
        case .same(let line):
            let cell = plain(line)
            return "<tr class=\"same\"><td>\(cell)</td><td>\(cell)</td></tr>"
        case .skipped(let count):
            return "<tr class=\"gap\"><td colspan=\"2\">\(Figure.count(count, "equal line"))</td></tr>"
        case .different(let old?, let new?):
            let (before, after) = Self.marked(old, new, limit: budget.sideLimit)
            return "<tr class=\"differs\"><td>\(before)</td><td>\(after)</td></tr>"
        case .different(let old, let new):
            let before = old.map { "<mark>\(plain($0))</mark>" as Markup } ?? ""
            let after = new.map { "<mark>\(plain($0))</mark>" as Markup } ?? ""
            return "<tr class=\"differs\"><td>\(before)</td><td>\(after)</td></tr>"
        }
    }

    private func plain(_ line: ByteLines.Line) -> Markup {
        let half = budget.sideLimit / 2
        return "\(EvidenceBudget.shorten(Array(line.text)[...], head: half, tail: half))\(Self.end(line.end))"
    }

    private static func end(_ end: String) -> Markup {
        // Plain letters: few fonts have the control pictures.
        end.isEmpty ? "" : "<i>\(end)</i>"
    }

    /// Marks what lies between the common start and the common end; of long parts only the ends are shown.
    static func marked(
        _ left: ByteLines.Line, _ right: ByteLines.Line, limit: Int = .max
    ) -> (Markup, Markup) {
        let (old, new) = (Array(left.text), Array(right.text))
        let start = zip(old, new).prefix { $0 == $1 }.count
        let rest = min(old.count, new.count) - start
        let end = min(rest, zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count)
        let marksEnd = left.end != right.end
        let paint = { (scalars: [Unicode.Scalar], sign: String) -> Markup in
            let quarter = limit / 4
            let close = scalars.count - end
            let middle = EvidenceBudget.shorten(scalars[start..<close], head: quarter, tail: quarter)
            let marked: Markup = middle.isEmpty ? "" : "<mark>\(middle)</mark>"
            let lineEnd: Markup = marksEnd && !sign.isEmpty ? "<mark>\(Self.end(sign))</mark>" : Self.end(sign)
            return "\(EvidenceBudget.shorten(scalars[..<start], head: quarter / 2, tail: quarter / 2))\(marked)"
                + "\(EvidenceBudget.shorten(scalars[close...], head: quarter / 2, tail: quarter / 2))\(lineEnd)"
        }
        return (paint(old, left.end), paint(new, right.end))
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
