internal import Results

/// One load profile as a table: a row for each metric of each arm.
struct BenchText {
    let record: BenchRecord
    let style: TerminalStyle

    var lines: [String] {
        var lines = [style.paint(style.clip("\(record.profile): \(record.load)"), .bold)]
        if !record.generator.valid { lines.append(style.paint("INVALID: not to be quoted", .red, .bold)) }
        lines += record.generator.doubts.map { style.paint("  " + style.clip($0, indent: 2), .yellow) }
        var table = TextTable(header: ["metric", "arm", "unit", "count", "mean", "p50", "p90", "p99", "p99.9", "max"])
        for metric in metrics {
            for arm in record.arms.keys.sorted() {
                guard let figures = record.arms[arm]?[metric] else { continue }
                table.add(row(figures, arm: arm))
            }
        }
        return lines + table.lines().map { style.clip($0) }
    }

    private var metrics: [String] {
        Set(record.arms.values.flatMap(\.keys)).sorted()
    }

    private func row(_ metric: BenchRecord.Metric, arm: String) -> [String] {
        let values = [metric.mean, metric.p50, metric.p90, metric.p99, metric.p999, metric.max].map(Figure.short)
        return [Printable.clipped(metric.title, to: 32), Printable.line(arm), metric.unit, "\(metric.count)"] + values
    }
}
