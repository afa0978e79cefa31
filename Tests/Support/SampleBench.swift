package import Results

/// A load profile of the sample.
package enum SampleBench {
    /// Figures of both arms; `slower` stretches the gateway's.
    package static func record(slower: Double = 1) -> BenchRecord {
        var record = BenchRecord(
            profile: "steady", load: "open loop, Poisson, 100 requests a second for 30 s, 5 s warm-up",
            generator: .init(
                valid: true, doubts: ["the processor was 71 % busy; use a larger machine for tails"],
                latenessP99Microseconds: 312, clientCPUShare: 0.31),
            arms: ["direct": arm(base: 4.1, slower: 1), "gateway": arm(base: 5.3, slower: slower)])
        record.series = SampleSeries.all
        record.contrasts = [
            .init(
                metric: "ttft", quantile: "p50", unit: "ms", arm: "gateway", against: "direct", estimate: 1.2 * slower,
                low: 1.1 * slower, high: 1.35 * slower, resolution: 0.08)
        ]
        return record
    }

    private static func arm(base: Double, slower: Double) -> [String: BenchRecord.Metric] {
        let base = base * slower
        return [
            "ttft": metric("time to first token", "ms", base, tail: 4.2),
            "total": metric("whole request", "ms", base * 6.5, tail: 2.4),
            "rate": .init(
                title: "requests answered", unit: "1/s", better: "higher", count: 3000, mean: 99.7, p50: 99.8, p90: 101,
                p95: 101.4, p99: 102, p999: 102, max: 102),
        ]
    }

    private static func metric(_ title: String, _ unit: String, _ base: Double, tail: Double) -> BenchRecord.Metric {
        .init(
            title: title, unit: unit, better: "lower", count: 3000, mean: base * 1.1, p50: base, p90: base * 1.35,
            p95: base * 1.6, p99: base * tail * 0.75, p999: base * tail * 0.9, max: base * tail)
    }
}
