internal import Results

/// Lines over two axes, with marks where something happened.
struct Plot {
    let series: BenchSeries
    private let x: PlotAxis?
    private let y: PlotAxis?

    private static let (width, height) = (520.0, 280.0)
    private static let (left, right, top, bottom) = (56.0, 12.0, 24.0, 46.0)
    /// More points of a line than these no screen can show.
    static let pointLimit = 300

    init(_ series: BenchSeries) {
        self.series = series
        let isDistribution = series.key.hasPrefix("cdf.")
        let (xs, ys) = (series.lines.flatMap(\.x), series.lines.flatMap(\.y))
        let marks = series.marks?.map(\.x) ?? []
        x = PlotAxis(
            xs + marks, logarithmic: series.x.logarithmic ?? (isDistribution && Self.isSpread(xs)),
            fromZero: !isDistribution, start: Self.left, end: Self.width - Self.right)
        y = PlotAxis(
            ys, logarithmic: series.y.logarithmic ?? false, fromZero: !isDistribution,
            start: Self.height - Self.bottom, end: Self.top)
    }

    /// The values reach over more than a decade and a half, all above zero.
    private static func isSpread(_ values: [Double]) -> Bool {
        guard let low = values.min(), let high = values.max() else { return false }
        return low > 0 && high > 30 * low
    }

    /// Empty where there is nothing to draw.
    var drawing: Markup {
        guard let x, let y else { return "" }
        let lines = series.lines.enumerated().map { line($1, number: $0, x, y) }.joined()
        let marks = (series.marks ?? []).prefix(20)
        let rules = marks.map { rule($0, x) }.joined()
        let words = marks.enumerated().map { mark($1, number: $0, x) }.joined()
        return """
            <svg viewBox="0 0 520 280" role="img" aria-label="\(summary)">\(grid(x, y))\(rules)\(lines)\(words)</svg>
            """
    }

    private var summary: String {
        let lines = series.lines.map { line in
            let ends = [line.y.first, line.y.last].compactMap { $0 }.map { Figure.short($0) }.joined(separator: " to ")
            return "\(line.name) from \(ends)"
        }
        return "\(series.title), \(series.y.title) over \(series.x.title): \(lines.joined(separator: "; "))"
    }

    private func number(_ value: Double) -> Markup { Markup(Figure.fixed(value, 1)) }

    private func line(_ line: BenchSeries.Line, number index: Int, _ x: PlotAxis, _ y: PlotAxis) -> Markup {
        let points = zip(line.x, line.y).compactMap { pair -> (Double, Double)? in
            guard let across = x.place(pair.0), let up = y.place(pair.1) else { return nil }
            return (across, up)
        }
        let shown = Self.thinned(points)
        let path = shown.map { "\(number($0.0)),\(number($0.1))" as Markup }.joined(" ")
        let dots =
            shown.count > 24
            ? "" : shown.map { "<circle cx=\"\(number($0.0))\" cy=\"\(number($0.1))\" r=\"3\"/>" as Markup }.joined()
        return "<g class=\"\(Self.style(of: index, in: series.lines))\"><polyline points=\"\(path)\"/>\(dots)</g>"
    }

    /// Every so many points, and the last.
    private static func thinned(_ points: [(Double, Double)]) -> [(Double, Double)] {
        guard points.count > pointLimit, let last = points.last else { return points }
        let step = (points.count + pointLimit - 1) / pointLimit
        return stride(from: 0, to: points.count - 1, by: step).map { points[$0] } + [last]
    }

    private func rule(_ mark: BenchSeries.Mark, _ x: PlotAxis) -> Markup {
        guard let place = x.place(mark.x) else { return "" }
        return """
            <line class="mark" x1="\(number(place))" x2="\(number(place))" y1="\(number(Self.top))" \
            y2="\(number(Self.height - Self.bottom))"/>
            """
    }

    /// Above the lines, so that it can be read.
    private func mark(_ mark: BenchSeries.Mark, number index: Int, _ x: PlotAxis) -> Markup {
        guard let place = x.place(mark.x) else { return "" }
        let isLate = place > Self.width * 0.7
        return """
            <text class="\(isLate ? "mark late" : "mark")" \
            x="\(number(place + (isLate ? -4 : 4)))" y="\(number(Self.top + 10 + Double(index % 4) * 13))">\
            \(String(mark.text.prefix(40)))</text>
            """
    }

    private func grid(_ x: PlotAxis, _ y: PlotAxis) -> Markup {
        let floor = Self.height - Self.bottom
        let rows = y.ticks.map { value -> Markup in
            let place = y.place(value) ?? 0
            return """
                <line class="tick" x1="\(number(Self.left))" x2="\(number(Self.width - Self.right))" \
                y1="\(number(place))" y2="\(number(place))"/>\
                <text class="value" x="\(number(Self.left - 6))" y="\(number(place + 4))">\(y.label(value))</text>
                """
        }
        let columns = x.ticks.map { value -> Markup in
            "<text class=\"scale\" x=\"\(number(x.place(value) ?? 0))\" y=\"\(number(floor + 16))\">\(x.label(value))</text>"
        }
        let name = { (axis: BenchSeries.Axis) in axis.unit.isEmpty ? axis.title : "\(axis.title), \(axis.unit)" }
        let names: Markup = """
            <text class="scale" x="\(number((Self.left + Self.width) / 2))" y="\(number(Self.height - 8))">\
            \(name(series.x))</text><text class="axis" x="0" y="\(number(Self.top - 12))">\(name(series.y))</text>
            """
        return rows.joined() + columns.joined() + names
    }

    /// The colour says which arm, the dashes which of its lines.
    static func style(of index: Int, in lines: [BenchSeries.Line]) -> Markup {
        let arm = { (line: BenchSeries.Line) in
            String(line.name.prefix { $0 != "," }).replacing(/\ p\d+$/, with: "")
        }
        let arms = lines.map(arm).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        // Lines of one arm alone need no colour to tell whose they are.
        if arms.count == 1, lines.count > 2 { return "arm\(index % 6) dash0" }
        let known = ["direct": 0, "gateway": 1, "proxy": 2]
        let others = arms.filter { known[$0] == nil }
        let name = arm(lines[index])
        let colour = known[name] ?? 3 + (others.firstIndex(of: name) ?? 0) % 3
        let sibling = lines[..<index].filter { arm($0) == name }.count
        return "arm\(colour) dash\(min(sibling, 2))"
    }
}
