internal import Results

/// Figures of a whole arm: what it got done in the measured time.
struct Throughput {
    var measures: [RequestMeasure]
    /// How long the requests took to arrive.
    var seconds: Double

    var figures: [(String, BenchRecord.Metric)] {
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

    private static func rate(_ title: String, _ count: Int, _ seconds: Double) -> BenchRecord.Metric {
        let value = Double(count) / seconds
        return BenchRecord.Metric(
            title: title, unit: "1/s", better: "higher", count: count, mean: value, p50: value, p90: value, p95: value,
            p99: value, p999: value, max: value)
    }
}
