internal import Results

/// One metric of all arms, from the median to the maximum, as lines.
struct QuantilePlot {
    let title: String
    let arms: [(name: String, metric: BenchRecord.Metric)]

    private static let names = ["p50", "p90", "p95", "p99", "p99.9", "max"]
    private static let width = 420.0
    private static let height = 220.0
    private static let left = 58.0
    private static let bottom = 34.0

    var drawing: Markup {
        let highest = arms.flatMap { Self.values($0.metric) }.filter(\.isFinite).max() ?? 0
        guard highest > 0 else { return "" }
        let lines = arms.enumerated().map { line($1.metric, arm: $0, of: highest) }.joined()
        return """
            <svg viewBox="0 0 420 220" role="img" aria-label="\(summary)">\(axis(of: highest))\(lines)</svg>
            """
    }

    private var summary: String {
        let figures = arms.map {
            "\($0.name) median \(Figure.short($0.metric.p50)), p99 \(Figure.short($0.metric.p99))"
        }
        return "\(title): \(figures.joined(separator: "; ")) \(arms.first?.metric.unit ?? "")"
    }

    private static func values(_ metric: BenchRecord.Metric) -> [Double] {
        [metric.p50, metric.p90, metric.p95, metric.p99, metric.p999, metric.max]
    }

    private func number(_ value: Double) -> Markup { Markup(Figure.fixed(value, 1)) }

    private func x(_ index: Int) -> Double {
        Self.left + (Double(index) + 0.5) / Double(Self.names.count) * (Self.width - Self.left - 8)
    }

    private func y(_ value: Double, of highest: Double) -> Double {
        let room = Self.height - Self.bottom - 12
        return 12 + room * (1 - min(max(value, 0), highest) / highest)
    }

    private func line(_ metric: BenchRecord.Metric, arm: Int, of highest: Double) -> Markup {
        let points = Self.values(metric).enumerated().filter(\.element.isFinite)
            .map { (x: x($0), y: y($1, of: highest), value: $1) }
        let path = points.map { "\(number($0.x)),\(number($0.y))" as Markup }.joined(" ")
        let dots = points.map { point -> Markup in
            """
            <circle cx="\(number(point.x))" cy="\(number(point.y))" r="3.5"><title>\(Figure.short(point.value)) \
            \(metric.unit)</title></circle>
            """
        }
        return "<g class=\"arm\(arm % 4)\"><polyline points=\"\(path)\"/>\(dots.joined())</g>"
    }

    private func axis(of highest: Double) -> Markup {
        let scale = Ticks.round(0...highest, atMost: 5).map { value -> Markup in
            let place = number(y(value, of: highest))
            return """
                <line class="tick" x1="58" x2="412" y1="\(place)" y2="\(place)"/>\
                <text class="value" x="52" y="\(number(y(value, of: highest) + 4))">\(Figure.short(value))</text>
                """
        }
        let names = Self.names.enumerated().map { index, name -> Markup in
            "<text class=\"scale\" x=\"\(number(x(index)))\" y=\"206\">\(name)</text>"
        }
        return (scale + names).joined()
    }
}
