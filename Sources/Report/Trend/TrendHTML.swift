package import Results

/// A trend as one self-contained page: no script, nothing from elsewhere.
package struct TrendHTML: Sendable {
    /// More runs and changes than these are only counted, so that the page stays small.
    static let limit = 100

    private let trend: Trend

    package init(_ trend: Trend) {
        self.trend = trend
    }

    /// The page.
    package var text: String {
        let sections = trend.series.map(section).joined()
        let runs = trend.series.reduce(0) { $0 + $1.runs.count }
        let names = "\(Figure.count(trend.series.count, "target")), \(Figure.count(runs, "run"))"
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="color-scheme" content="light dark">
            <title>gateproof: trend</title>
            <style>
            \(HTMLReport.style)
            .trend { width: 100%; height: 8rem; display: block; }
            .trend polyline { fill: none; stroke: var(--gateway); stroke-width: 2; vector-effect: non-scaling-stroke; }
            .trend .dot { stroke: var(--gateway); stroke-width: 6; stroke-linecap: round; vector-effect: non-scaling-stroke; }
            .trend .cut { stroke: var(--bad); stroke-dasharray: 4 3; vector-effect: non-scaling-stroke; }
            figure { margin-top: 1rem; } figcaption { font-size: .875rem; color: var(--soft); }
            .lost { color: var(--bad); } .won { color: var(--good); }
            </style>
            </head>
            <body>
            <header class="top"><div class="wrap"><p class="brand">gateproof</p><h1>Trend</h1>
            <p class="hint">\(names)</p></div></header>
            <main class="wrap">
            \(sections)
            </main>
            </body>
            </html>

            """
        return page.text
    }

    private func section(_ series: Trend.Series) -> Markup {
        let scored = series.runs.indices.filter { TrendWords.hasScore(series.runs[$0]) }
        let scores = scored.map { TrendChart.Point(run: $0, value: series.runs[$0].score) }
        let chart = TrendChart(runs: series.runs.count, points: scores, cuts: []).markup
        let score: Markup =
            scores.isEmpty
            ? "" : "<figure><figcaption>score \(TrendWords.range(scores.map(\.value)))</figcaption>\(chart)</figure>\n"
        return """
            <section>
            <h2>\(series.target), \(series.lane) lane</h2>
            \(score)\(TrendWords.shown(series).map { figure($0, of: series) }.joined())\(TrendWords.notes(series).map { "<p class=\"hint\">\($0)</p>\n" as Markup }.joined())
            \(table(series))
            \(changes(series))
            </section>

            """
    }

    private func figure(_ metric: Trend.MetricSeries, of series: Trend.Series) -> Markup {
        let chart = TrendChart(
            runs: series.runs.count, points: metric.points.map { .init(run: $0.run, value: $0.ratio) },
            cuts: metric.changePoints.map(\.run))
        let steps = metric.changePoints.map { "\(series.runs[$0.run].started) \(TrendWords.step($0))" }
        let last = metric.points.last.map { "×" + Figure.fixed($0.ratio, 2) } ?? ""
        let words = ["\(metric.name), times direct: \(last)\(Self.span(metric.points.map(\.ratio)))"] + steps
        return "<figure><figcaption>\(words.joined(separator: "; "))</figcaption>\(chart.markup)</figure>\n"
    }

    /// What the bottom and the top of a chart stand for.
    private static func span(_ ratios: [Double]) -> String {
        guard let low = ratios.min(), let high = ratios.max(), ratios.count > 1 else { return "" }
        return ", drawn from ×\(Figure.fixed(low, 2)) to ×\(Figure.fixed(high, 2))"
    }

    private func table(_ series: Trend.Series) -> Markup {
        let rows = series.runs.suffix(Self.limit).reversed().map { run -> Markup in
            let score = TrendWords.hasScore(run) ? Figure.score(run.score) : ""
            let cases = run.cases.isEmpty ? "" : "\(run.cases.count)"
            return """
                <tr><th scope="row">\(run.started)</th><td>\(run.version)</td><td>\(run.word)</td><td>\(score)</td><td>\(cases)</td></tr>

                """
        }
        let left = series.runs.count - Self.limit
        let more: Markup = left > 0 ? "<p class=\"hint\">and \(left) earlier</p>" : ""
        return """
            <div class="scroll"><table>
            <thead><tr><th scope="col">started</th><th scope="col">version</th><th scope="col">verdict</th><th scope="col">score</th><th scope="col">cases</th></tr></thead>
            <tbody>
            \(rows.joined())</tbody></table></div>\(more)
            """
    }

    private func changes(_ series: Trend.Series) -> Markup {
        guard !series.changes.isEmpty else { return "" }
        let rows = series.changes.suffix(Self.limit).reversed().map { change -> Markup in
            let tone: Markup = change.after == "fail" ? "lost" : "won"
            return """
                <tr class="\(tone)"><th scope="row">\(series.runs[change.run].started)</th><td><code>\(change.id)</code></td><td>\(change.level)</td><td>\(change.before) → \(change.after)</td></tr>

                """
        }
        let left = series.changes.count - Self.limit
        let more: Markup = left > 0 ? "<p class=\"hint\">and \(left) earlier</p>" : ""
        return
            "<h2>Verdicts that changed</h2>\n<div class=\"scroll\"><table><tbody>\n\(rows.joined())</tbody></table></div>\(more)"
    }
}

/// A line over the runs, drawn when the page is made.
struct TrendChart {
    struct Point {
        var run: Int
        var value: Double
    }

    var runs: Int
    var points: [Point]
    /// Runs at which a new level began.
    var cuts: [Int]

    var markup: Markup {
        // One point is said in the caption; alone it is no line.
        guard points.count > 1, let low = points.map(\.value).min(), let high = points.map(\.value).max() else {
            return ""
        }
        let room = max((high - low) * 0.1, abs(high) * 0.01, 1e-9)
        let place = { (point: Point) in
            (
                Figure.fixed(across(point.run), 1),
                Figure.fixed(100 - (point.value - low + room) / (high - low + 2 * room) * 100, 1)
            )
        }
        let line = points.map { "\(place($0).0),\(place($0).1)" }.joined(separator: " ")
        // Single points would vanish in a line without length.
        let dots =
            points.count > 60
            ? []
            : points.map { point -> Markup in
                let (x, y) = place(point)
                return "<path class=\"dot\" d=\"M\(x) \(y)h0\"/>"
            }
        let marks = cuts.map { run -> Markup in
            let x = Figure.fixed(across(run), 1)
            return "<line class=\"cut\" x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"100\"/>"
        }
        let ends = "from \(Figure.short(low)) to \(Figure.short(high))"
        return """
            <svg class="trend" viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label="\(ends)"><title>\(ends)</title>\(marks.joined())<polyline points="\(line)"/>\(dots.joined())</svg>
            """
    }

    private func across(_ run: Int) -> Double {
        runs > 1 ? 10 + Double(run) / Double(runs - 1) * 980 : 500
    }
}
