internal import Results

/// Figures of a whole arm: what it got done in the measured time.
struct Throughput {
    var measures: [RequestMeasure]
    var facts: RunFacts

    var figures: [(String, BenchRecord.Metric)] {
        let seconds = self.seconds
        guard seconds > 0 else { return [] }
        let good = measures.filter(\.isGood)
        let tokens = good.reduce(0) { $0 + $1.tokens }
        var list = [
            ("rps_sent", Self.rate("requests sent per second", measures.count, seconds)),
            ("rps_ok", Self.rate("requests answered well per second", good.count, seconds)),
        ]
        if tokens > 0 { list.append(("tok_s_system", Self.rate("tokens per second of all streams", tokens, seconds))) }
        return list
    }

    /// From the first intended start to the last end.
    private var seconds: Double {
        guard let first = measures.map(\.offset).min() else { return 0 }
        let last = measures.map { $0.offset + max($0.closed ?? 0, 0) }.max() ?? first
        return Double(last - first) / 1e9
    }

    private static func rate(_ title: String, _ count: Int, _ seconds: Double) -> BenchRecord.Metric {
        let value = Double(count) / seconds
        return BenchRecord.Metric(
            title: title, unit: "1/s", better: "higher", count: count, mean: value, p50: value, p90: value, p95: value,
            p99: value, p999: value, max: value)
    }
}
