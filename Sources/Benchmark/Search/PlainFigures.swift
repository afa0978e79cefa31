package import Results

/// Records of measurements that are no interleaved rounds: the frontier of an open loop, the sweep of a closed one.
package enum PlainFigures {
    /// What a search found for one arm.
    ///
    /// - Parameter ceiling: the frontier of the path without a gateway.
    package static func frontier(
        _ search: FrontierSearch, ceiling: [FrontierSearch.Point] = []
    ) -> [String: BenchRecord.Metric] {
        let points = search.frontier(ceiling: ceiling).map { point in
            let title = "\(point.isFloor ? "at least, " : "")99 % of requests within \(Int(point.limit)) ms"
            return ("rate_within_\(Int(point.limit))ms", figure(title, "1/s", "higher", point.rate))
        }
        return Dictionary(points) { first, _ in first }
    }

    /// Every rate that was tried, and the 99th percentile there.
    package static func drawing(_ searches: [(arm: String, search: FrontierSearch)]) -> BenchSeries {
        let lines = searches.map { arm, search in
            let byRate = Dictionary(grouping: search.tests.filter { !$0.latencies.isEmpty }, by: \.rate)
            let rates = byRate.keys.sorted()
            // A rate that was tried again is one point: the middle of what its runs say.
            return BenchSeries.Line(
                name: arm, x: rates,
                y: rates.map { rate in
                    Quantile.median((byRate[rate] ?? []).map { Quantile.type7($0.latencies, 0.99) })
                })
        }
        return BenchSeries(
            key: "frontier", title: "how much load, at which latency",
            x: .init("offered", unit: "1/s", logarithmic: true),
            y: .init("99 % of the requests within", unit: "ms", logarithmic: true), lines: lines)
    }

    /// One level of a sweep.
    package struct Level: Sendable {
        package var inFlight: Int
        package var seconds: Double
        /// Milliseconds from the send to the end, of good requests.
        package var latencies: [Double]
        package var failed: Int
        package var isHarnessLimited: Bool

        package init(inFlight: Int, seconds: Double, latencies: [Double], failed: Int, isHarnessLimited: Bool) {
            self.inFlight = inFlight
            self.seconds = seconds
            self.latencies = latencies
            self.failed = failed
            self.isHarnessLimited = isHarnessLimited
        }
    }

    /// The figures of the levels of one arm.
    package static func sweep(_ levels: [Level]) -> [String: BenchRecord.Metric] {
        var all: [String: BenchRecord.Metric] = [:]
        for level in levels {
            let name = "\(level.inFlight) in flight"
            let floor = level.isHarnessLimited ? "at least, " : ""
            let rate = Double(level.latencies.count) / max(level.seconds, 1e-9)
            let key = String(repeating: "0", count: max(0, 4 - "\(level.inFlight)".count)) + "\(level.inFlight)"
            all["c\(key)_rps"] = figure("\(floor)answers per second, \(name)", "1/s", "higher", rate)
            if level.failed > 0 {
                all["c\(key)_failed"] = figure("failed, \(name)", "requests", "lower", Double(level.failed))
            }
            guard !level.latencies.isEmpty else { continue }
            let sorted = level.latencies.sorted()
            all["c\(key)_ms"] = BenchRecord.Metric(
                title: "service time, \(name)", unit: "ms", better: "lower", count: sorted.count,
                mean: sorted.reduce(0, +) / Double(sorted.count), p50: Quantile.type7(sorted, 0.5),
                p90: Quantile.type7(sorted, 0.9), p95: Quantile.type7(sorted, 0.95), p99: Quantile.type7(sorted, 0.99),
                p999: Quantile.type7(sorted, 0.999), max: sorted.last ?? 0)
        }
        return all
    }

    private static func figure(
        _ title: String, _ unit: String, _ better: String, _ value: Double
    ) -> BenchRecord.Metric {
        BenchRecord.Metric(
            title: title, unit: unit, better: better, count: 1, mean: value, p50: value, p90: value, p95: value,
            p99: value, p999: value, max: value)
    }
}
