internal import Results
internal import Suites

/// What a report can draw of interleaved arms: distributions, and the one-way time by number of the event.
struct Drawings {
    var tabulation: Tabulation

    static let metrics: [BenchMetric] = [.ttft, .total, .inward, .outward, .interChunk]
    /// Points of a curve: every fiftieth part, and the tail.
    static let shares = (0...49).map { Double($0) / 50 } + [0.99, 0.995, 0.999, 1]

    var list: [BenchSeries] {
        Self.metrics.compactMap(distribution) + [byEvent].compactMap { $0 }
    }

    private func distribution(_ metric: BenchMetric) -> BenchSeries? {
        let lines = tabulation.arms.indices.compactMap { arm -> BenchSeries.Line? in
            let values = good(arm).flatMap(metric.values).sorted()
            guard values.count >= 20 else { return nil }
            return BenchSeries.Line(
                name: tabulation.arms[arm], x: Self.shares.map { Self.short(Quantile.type7(values, $0)) },
                y: Self.shares)
        }
        guard !lines.isEmpty else { return nil }
        return BenchSeries(
            key: "cdf.\(metric.key)", title: metric.title,
            x: .init(metric.title, unit: metric.unit.rawValue, logarithmic: true),
            y: .init("share of requests"), lines: lines)
    }

    private var byEvent: BenchSeries? {
        let count = tabulation.part.eventCount
        guard tabulation.part.isStream, count > 1 else { return nil }
        let lines = tabulation.arms.indices.flatMap { arm -> [BenchSeries.Line] in
            let own = good(arm).map(\.outward).filter { $0.count == count }
            guard !own.isEmpty else { return [] }
            let events = (0..<count).map { event in own.compactMap { $0[event].map { Double($0) / 1e3 } } }
            return [(0.5, ""), (0.9, ", p90")].map { share, suffix in
                BenchSeries.Line(
                    name: tabulation.arms[arm] + suffix, x: (1...count).map(Double.init),
                    y: events.map { Self.short(Quantile.type7($0, share)) })
            }
        }
        return BenchSeries(
            key: "out_by_chunk", title: "one way, by number of the event", x: .init("event"),
            y: .init("event, one way", unit: "us"), lines: lines)
    }

    private func good(_ arm: Int) -> [RequestMeasure] {
        tabulation.measures.filter { $0.arm == arm && $0.isGood }
    }

    /// Six digits: arms may lie within a thousandth of each other.
    private static func short(_ value: Double) -> Double {
        guard value.isFinite, value != 0 else { return 0 }
        var scale = 1.0
        while abs(value) * scale < 100_000, scale < 1e9 { scale *= 10 }
        return (value * scale).rounded() / scale
    }
}
