internal import Results
internal import Suites

/// Figures of a whole arm: what it got done in the measured time.
struct Throughput {
    var facts: RateMetric.Facts

    var figures: [(String, BenchRecord.Metric)] {
        guard facts.seconds > 0 else { return [] }
        return RateMetric.all.compactMap { metric in
            guard let count = metric.count(facts) else { return nil }
            let value = Double(count) / facts.seconds
            var title = metric.title
            if metric.key == "goodput" { title += " (\(facts.objectives.words))" }
            var figure = BenchRecord.Metric(
                title: title, unit: metric.unit, better: "higher", count: count, mean: value, p50: value, p90: value,
                p95: value, p99: value, p999: value, max: value)
            figure.formula = metric.formula
            return (metric.key, figure)
        }
    }
}
