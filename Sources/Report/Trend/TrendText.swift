package import Results

/// A trend for a terminal: score and figures of the last runs, what changed, and when.
package struct TrendText: Sendable {
    private let trend: Trend
    private let style: TerminalStyle
    /// More runs, verdict changes or change points than these are only counted.
    private let limit: Int

    package init(_ trend: Trend, style: TerminalStyle = TerminalStyle(), limit: Int = 20) {
        self.trend = trend
        self.style = style
        self.limit = limit
    }

    /// The text; ends with a line feed.
    package var text: String {
        trend.series.map { section($0).joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func section(_ series: Trend.Series) -> [String] {
        let scores = series.runs.filter(TrendWords.hasScore).map(\.score)
        let name = "\(series.target)  \(series.lane) lane, \(Figure.count(series.runs.count, "run"))"
        var lines = [style.paint(style.clip(name), .bold)]
        if !scores.isEmpty { lines.append("score  \(Sparkline.text(scores))  \(TrendWords.range(scores))") }
        return lines + table(series) + changes(series) + points(series)
    }

    private func table(_ series: Trend.Series) -> [String] {
        var table = TextTable(header: ["started", "version", "verdict", "score", "cases"])
        for run in series.runs.suffix(limit) {
            table.add([
                run.started, Printable.clipped(run.version, to: 16), run.word,
                TrendWords.hasScore(run) ? Figure.score(run.score) : "", run.cases.isEmpty ? "" : "\(run.cases.count)",
            ])
        }
        let left = series.runs.count - limit
        return [""] + table.lines().map { style.clip($0) }
            + (left > 0 ? [style.paint("  and \(left) earlier", .dim)] : []) + figures(series)
    }

    /// The medians of the runs that have some, as many columns beside each other as fit.
    private func figures(_ series: Trend.Series) -> [String] {
        let metrics = TrendWords.shown(series)
        let measured = series.runs.indices.suffix(limit).filter { index in
            metrics.contains { $0.points.contains { $0.run == index } }
        }
        guard !measured.isEmpty else { return [] }
        return groups(metrics).flatMap { group -> [String] in
            var table = TextTable(header: ["times direct"] + group.map(TrendWords.column))
            for index in measured {
                let cells = group.map { metric in
                    metric.points.first { $0.run == index }.map { "×" + Figure.fixed($0.ratio, 2) } ?? ""
                }
                table.add([series.runs[index].started] + cells)
            }
            return [""] + table.lines().map { style.clip($0) }
        }
    }

    private func groups(_ metrics: [Trend.MetricSeries]) -> [[Trend.MetricSeries]] {
        var groups: [[Trend.MetricSeries]] = []
        var used = 0
        for metric in metrics {
            let width = max(6, DisplayWidth.of(TrendWords.column(metric))) + 2
            if groups.isEmpty || used + width > style.width {
                groups.append([])
                used = 20
            }
            groups[groups.count - 1].append(metric)
            used += width
        }
        return groups
    }

    private func changes(_ series: Trend.Series) -> [String] {
        guard !series.changes.isEmpty else { return [] }
        let lines = series.changes.suffix(limit).reversed().map { change in
            let run = series.runs[change.run]
            let paint: TerminalStyle.Paint = change.after == "fail" ? .red : .green
            return "  "
                + style.paint(
                    style.clip(
                        "\(run.started)  \(change.id)  \(change.level), \(change.before) → \(change.after)", indent: 2),
                    paint)
        }
        let left = series.changes.count - limit
        return ["", style.paint("verdicts that changed, the latest first", .bold)] + lines
            + (left > 0 ? [style.paint("  and \(left) earlier", .dim)] : [])
    }

    private func points(_ series: Trend.Series) -> [String] {
        guard !series.metrics.isEmpty else { return [] }
        let lines = series.metrics.flatMap { metric in
            metric.changePoints.map { point in
                "  "
                    + style.paint(
                        style.clip(
                            "\(series.runs[point.run].started)  \(metric.name): \(TrendWords.step(point))", indent: 2),
                        point.after > point.before ? .red : .green)
            }
        }
        let enough = series.metrics.contains { $0.points.count >= ChangePoints.Rules().fewest }
        let none = enough ? "no figure took another level" : "fewer than 12 runs with figures: no change points"
        return ["", style.paint("change points", .bold)] + (lines.isEmpty ? ["  \(none)"] : lines)
            + TrendWords.notes(series).flatMap(style.wrapped).map { style.paint($0, .yellow) }
    }
}

/// The words that all renderings of a trend share.
enum TrendWords {
    static func hasScore(_ run: ResultGlance) -> Bool {
        run.complete && !run.cases.isEmpty
    }

    /// Medians only: the others are in the JSON.
    static func shown(_ series: Trend.Series) -> [Trend.MetricSeries] {
        series.metrics.filter { $0.name.hasSuffix(" p50") }
    }

    /// The name without the quantile, which is p50 in all that are shown.
    static func column(_ metric: Trend.MetricSeries) -> String {
        metric.name.hasSuffix(" p50") ? String(metric.name.dropLast(4)) : metric.name
    }

    /// What is to be known about the figures.
    static func notes(_ series: Trend.Series) -> [String] {
        let moves = series.machineChanges.map { index in
            "\(series.runs[index].started): another machine or tool; no change point is sought across it"
        }
        guard !series.invalid.isEmpty else { return moves }
        let runs = Figure.count(series.invalid.count, "run")
        return moves + ["\(runs) with figures left out: the load generator was past its limits"]
    }

    static func range(_ scores: [Double]) -> String {
        guard let first = scores.first, let last = scores.last else { return "" }
        return "\(Figure.score(first)) → \(Figure.score(last))"
    }

    static func step(_ point: Trend.MetricSeries.ChangePoint) -> String {
        let change = (point.after / point.before - 1) * 100
        let sign = change > 0 ? "+" : ""
        return
            "×\(Figure.fixed(point.before, 2)) → ×\(Figure.fixed(point.after, 2)) (\(sign)\(Figure.fixed(change, 0)) %)"
    }
}
