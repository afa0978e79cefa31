internal import Results

/// A timeline as a drawing, and as a table for those who cannot see it.
struct TimelineChart {
    let timeline: Timeline

    private static let width = 760.0
    private static let left = 76.0
    private static let right = 24.0
    private static let top = 26.0
    private static let step = 62.0

    var drawing: Markup {
        guard !timeline.isEmpty else { return "" }
        let last = timeline.lanes.count - 1
        let height = y(last) + 56
        let links = (0..<last).map(links(of:)).joined()
        let lanes = timeline.lanes.indices.map(lane).joined()
        let box: Markup = "0 0 \(Figure.short(Self.width)) \(Figure.short(height))"
        return """
            <svg viewBox="\(box)" role="img" aria-label="\(summary)">\(axis(y(last) + 26))\(links)\(lanes)</svg>
            """
    }

    /// Rows of the table: what, provider, client, later by.
    var rows: Markup {
        (0..<max(0, timeline.lanes.count - 1)).flatMap { lane in
            timeline.pairs(lane: lane).map { pair -> Markup in
                let later = pair.client - pair.provider
                return """
                    <tr\(pair.held ? " class=\"held\"" : "")><td>\(timeline.lanes[lane].name) \(pair.what)</td>\
                    <td>\(Figure.fixed(pair.provider, 3))</td><td>\(Figure.fixed(pair.client, 3))</td>\
                    <td>\(Figure.fixed(later, 3))\(pair.held ? " held" : "")</td></tr>
                    """
            }
        }.joined("\n")
    }

    private var summary: String {
        let held = (0..<max(0, timeline.lanes.count - 1)).flatMap { timeline.pairs(lane: $0) }.filter(\.held).count
        let names = timeline.lanes.map { "\($0.name) \(Figure.count($0.moments.count, "moment"))" }
        let tail = held > 0 ? ", \(held) read only after the next was written" : ""
        return "Timeline over \(Figure.duration(milliseconds: timeline.span.upperBound)): "
            + names.joined(separator: ", ") + tail
    }

    private func x(_ milliseconds: Double) -> Double {
        let span = timeline.span
        let share = (milliseconds - span.lowerBound) / (span.upperBound - span.lowerBound)
        return Self.left + share * (Self.width - Self.left - Self.right)
    }

    private func y(_ lane: Int) -> Double { Self.top + Double(lane) * Self.step }

    private func number(_ value: Double) -> Markup { Markup(Figure.fixed(value, 1)) }

    private func lane(_ index: Int) -> Markup {
        let lane = timeline.lanes[index]
        let isClient = index == timeline.lanes.count - 1
        let line: Markup = """
            <line class="lane" x1="\(number(Self.left))" x2="\(number(Self.width - Self.right))" \
            y1="\(number(y(index)))" y2="\(number(y(index)))"/>\
            <text class="name" x="0" y="\(number(y(index) + 4))">\(String(lane.name.prefix(12)))</text>
            """
        var taken = -1000.0
        return lane.moments.reduce(line) { drawing, moment in
            let place = x(moment.milliseconds)
            let label = String(Self.label(moment.what).prefix(14))
            let width = 6.2 * Double(label.count)
            let isLast = place + width / 2 > Self.width
            let start = isLast ? place - width : place - width / 2
            let fits = start > taken + 6
            if fits { taken = start + width }
            return drawing + dot(moment, place, y(index), isClient)
                + (fits ? text(label, place, y(index) + (isClient ? 18 : -10), isLast) : "")
        }
    }

    private func dot(_ moment: Evidence.Moment, _ x: Double, _ y: Double, _ isClient: Bool) -> Markup {
        """
        <circle class="\(isClient ? "read" : "write")" cx="\(number(x))" cy="\(number(y))" r="4">\
        <title>\(moment.what) at \(Figure.fixed(moment.milliseconds, 3)) ms</title></circle>
        """
    }

    private func text(_ label: String, _ x: Double, _ y: Double, _ isLast: Bool) -> Markup {
        "<text class=\"\(isLast ? "label last" : "label")\" x=\"\(number(x))\" y=\"\(number(y))\">\(label)</text>"
    }

    /// `event 3` is `3` in the drawing.
    private static func label(_ what: String) -> String {
        let key = Timeline.key(what)
        return key.hasPrefix("event ") ? String(key.dropFirst(6)) : key
    }

    private func links(of lane: Int) -> Markup {
        timeline.pairs(lane: lane).map { pair -> Markup in
            """
            <line class="\(pair.held ? "link held" : "link")" x1="\(number(x(pair.provider)))" y1="\(number(y(lane)))" \
            x2="\(number(x(pair.client)))" y2="\(number(y(timeline.lanes.count - 1)))"/>
            """
        }.joined()
    }

    private func axis(_ y: Double) -> Markup {
        Ticks.round(timeline.span).map { value -> Markup in
            """
            <line class="tick" x1="\(number(x(value)))" x2="\(number(x(value)))" y1="\(number(Self.top - 8))" \
            y2="\(number(y))"/><text class="scale" x="\(number(x(value)))" y="\(number(y + 14))">\
            \(Figure.short(value)) ms</text>
            """
        }.joined()
    }
}
