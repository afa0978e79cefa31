internal import Foundation

/// One metric of one arm, measured by several shards.
struct MetricMerge {
    var parts: [BenchRecord.Metric]

    /// Nil where the parts cannot be one.
    var metric: BenchRecord.Metric? {
        guard let first = parts.first, Set(parts.map(\.unit)).count == 1 else { return nil }
        if first.unit == "1/s", parts.allSatisfy({ $0.rounds == nil }) { return sum(first) }
        return pooled(first)
    }

    private func sum(_ first: BenchRecord.Metric) -> BenchRecord.Metric {
        let total = parts.reduce(0) { $0 + $1.mean }
        return BenchRecord.Metric(
            title: first.title, unit: first.unit, better: first.better, count: parts.reduce(0) { $0 + $1.count },
            mean: total, p50: total, p90: total, p95: total, p99: total, p999: total, max: total)
    }

    private func pooled(_ first: BenchRecord.Metric) -> BenchRecord.Metric? {
        let scales = ["ns": 1.0, "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9]
        let histograms = parts.compactMap { $0.histogram.flatMap { try? HistogramCodec.decode($0) } }
        guard let scale = scales[first.unit], histograms.count == parts.count, var all = histograms.first else {
            return nil
        }
        for histogram in histograms.dropFirst() { all.add(histogram) }
        let count = parts.reduce(0) { $0 + $1.count }
        let value = { Double(all.value(at: $0)) / scale }
        var metric = BenchRecord.Metric(
            title: first.title, unit: first.unit, better: first.better, count: count,
            mean: parts.reduce(0) { $0 + $1.mean * Double($1.count) } / Double(max(1, count)), p50: value(0.5),
            p90: value(0.9), p95: value(0.95), p99: value(0.99), p999: value(0.999),
            max: parts.map(\.max).max() ?? 0, rounds: rounds)
        metric.formula = first.formula
        metric.histogram = HistogramCodec.encode(all)
        return metric
    }

    /// The rounds of all shards, one after the other; those of all arms stay side by side.
    private var rounds: [String: [Double]]? {
        guard parts.allSatisfy({ $0.rounds != nil }) else { return nil }
        return parts.compactMap(\.rounds).reduce(into: [:]) { all, rounds in all.merge(rounds) { $0 + $1 } }
    }
}
