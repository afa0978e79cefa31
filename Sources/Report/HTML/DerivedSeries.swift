internal import Results

/// Drawings of a record that keeps no series for them: made from its figures.
enum DerivedSeries {
    /// What a reader looks at first.
    static let headlines = ["ttft", "in", "out", "jitter", "total"]

    /// Everything that can be drawn, distributions first.
    static func all(_ record: BenchRecord) -> [BenchSeries] {
        let own = record.series ?? []
        let hasOwn = { (prefix: String) in own.contains { $0.key.hasPrefix(prefix) } }
        let distributions = hasOwn("cdf.") ? [] : headlines.compactMap { distribution($0, record) }
        let frontier = hasOwn("frontier") ? [] : [searched(record), swept(record)].compactMap { $0 }
        return own + distributions + frontier
    }

    /// The known quantiles of one metric, as the upper part of a distribution.
    private static func distribution(_ name: String, _ record: BenchRecord) -> BenchSeries? {
        let metrics = arms(record).compactMap { arm in record.arms[arm]?[name].map { (arm, $0) } }
        guard let first = metrics.first?.1, first.count > 1 else { return nil }
        let lines = metrics.map { arm, metric -> BenchSeries.Line in
            let values = [metric.p50, metric.p90, metric.p95, metric.p99, metric.p999, metric.max]
            let shares = [0.5, 0.9, 0.95, 0.99, 0.999, 1]
            let known = zip(values, shares).filter { $0.0.isFinite }
            return .init(name: arm, x: known.map(\.0), y: known.map(\.1))
        }
        return BenchSeries(
            key: "cdf.\(name)", title: "\(first.title), from the median up", x: .init(name, unit: first.unit),
            y: .init("share of samples"), lines: lines)
    }

    /// The rates that a search found for limits of the 99th percentile.
    private static func searched(_ record: BenchRecord) -> BenchSeries? {
        lines(record) { figures in
            figures.compactMap { key, metric -> (Double, Double)? in
                guard key.hasPrefix("rate_within_"), key.hasSuffix("ms"),
                    let limit = Double(key.dropFirst(12).dropLast(2))
                else { return nil }
                return (metric.mean, limit)
            }
        }
    }

    /// The rates and percentiles of a sweep over the number in flight.
    private static func swept(_ record: BenchRecord) -> BenchSeries? {
        lines(record) { figures in
            figures.compactMap { key, metric -> (Double, Double)? in
                guard key.hasPrefix("c"), key.hasSuffix("_rps"),
                    let latency = figures[String(key.dropLast(4)) + "_ms"]
                else { return nil }
                return (metric.mean, latency.p99)
            }
        }
    }

    private static func lines(
        _ record: BenchRecord, points: ([String: BenchRecord.Metric]) -> [(Double, Double)]
    ) -> BenchSeries? {
        let lines = arms(record).compactMap { arm -> BenchSeries.Line? in
            let found = points(record.arms[arm] ?? [:]).sorted { ($0.1, $0.0) < ($1.1, $1.0) }
            return found.isEmpty ? nil : .init(name: arm, x: found.map(\.0), y: found.map(\.1))
        }
        guard !lines.isEmpty else { return nil }
        return BenchSeries(
            key: "frontier", title: "how much load at which latency", x: .init("answers", unit: "1/s"),
            y: .init("99th percentile", unit: "ms", logarithmic: true), lines: lines)
    }

    /// In the order of the path; others after.
    static func arms(_ record: BenchRecord) -> [String] {
        let known = ["direct", "proxy", "gateway"].filter { record.arms[$0] != nil }
        return known + record.arms.keys.filter { !known.contains($0) }.sorted()
    }
}
