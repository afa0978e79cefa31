internal import Benchmark
internal import Foundation
internal import MockProvider
internal import Results
internal import Suites
internal import Targets

/// A long run at an even rate, in windows: shows whether latency, memory or the number of open files grow.
struct BenchSoak {
    var world: BenchWorld
    var progress: Progress

    /// What was seen in one window: its middle in seconds, and figures by key.
    private typealias Window = (at: Double, arm: String, figures: [String: Double])

    func record(_ part: LoadPart, seconds: Double, window: Double, seed: UInt64) async throws -> BenchRecord {
        var part = part
        part.warmUpRounds = 0
        part.rounds = 1
        part.perRound = max(1, Int(part.rate * window))
        let arms = world.arms.filter { $0.name != "proxy" }
        var windows: [Window] = []
        var quality = Quality()
        let count = max(4, Int(seconds / window))
        for index in 0..<count {
            try Task.checkCancellation()
            progress.tick("\(part.name)  window \(index + 1) of \(count)")
            let play = BenchPlay(world: world, arms: arms, progress: Progress(enabled: false))
            let outcome = try await play.measure(
                part, Timetable.make(part, arms: arms.count, seed: seed &+ UInt64(index)))
            guard quality.accepts(outcome) else { continue }
            windows += look(outcome, arms: arms.map(\.name), at: (Double(index) + 0.5) * window)
        }
        progress.clear()
        var record = BenchRecord(
            profile: part.name,
            load: "soak: \(part.words(arms: arms.count)), \(count) windows of \(Int(window)) s",
            generator: quality.generator(of: count), arms: [:])
        for arm in arms.map(\.name) { record.arms[arm] = figures(windows.filter { $0.arm == arm }) }
        record.series = [drawing(windows, arms: arms.map(\.name))]
        record.generator.doubts += growing(windows)
        return record
    }

    /// Which windows count, and how well the harness did over all of them.
    private struct Quality {
        var facts: RunFacts?
        var late: [Double] = []
        var leftOut: [String] = []

        /// Notes a window; false when the generator did not keep its schedule there.
        mutating func accepts(_ outcome: BenchPlay.Outcome) -> Bool {
            facts = facts?.joined(outcome.facts) ?? outcome.facts
            let validity = Validity.ofGenerator(outcome.measures, facts: outcome.facts, dropped: outcome.dropped)
            late.append(validity.latenessP99)
            leftOut += validity.faults.prefix(1)
            return validity.isValid
        }

        /// A fifth of the windows may be left out.
        func generator(of count: Int) -> BenchRecord.Generator {
            let machine = Validity.ofMachine(facts ?? RunFacts())
            var doubts = machine.faults + machine.remarks
            if let first = leftOut.first {
                doubts.insert("\(leftOut.count) of \(count) windows were left out, the first because \(first)", at: 0)
            }
            return BenchRecord.Generator(
                valid: machine.isValid && leftOut.count * 5 <= count, doubts: doubts,
                latenessP99Microseconds: late.isEmpty ? 0 : Quantile.median(late),
                clientCPUShare: facts?.clientShare ?? 0,
                facts: facts.map { GeneratorFacts(measures: [], facts: $0).list })
        }
    }

    private func look(_ outcome: BenchPlay.Outcome, arms: [String], at: Double) -> [Window] {
        arms.enumerated().map { index, arm in
            let own = outcome.measures.filter { $0.arm == index }
            let times = own.filter(\.isGood).compactMap { $0.closed.map { Double($0) / 1e6 } }
            var figures = ["latency": Quantile.median(times), "failed": Double(own.count { !$0.isGood })]
            if arm.hasPrefix("gateway"), let usage = world.usage() {
                figures["memory"] = Double(usage.residentBytes) / 1_048_576
                figures["files"] = Double(usage.descriptors)
                figures["threads"] = Double(usage.threads)
            }
            return (at, arm, figures.filter { $0.value.isFinite })
        }
    }

    private static let words: [(key: String, title: String, unit: String)] = [
        ("latency", "median time to the end", "ms"), ("memory", "resident memory", "MiB"),
        ("files", "open files", ""), ("threads", "threads", ""), ("failed", "failed in a window", "requests"),
    ]

    private func points(_ windows: [Window], _ key: String) -> [(x: Double, y: Double)] {
        windows.compactMap { window in window.figures[key].map { (window.at, $0) } }
    }

    private func figures(_ windows: [Window]) -> [String: BenchRecord.Metric] {
        var all: [String: BenchRecord.Metric] = [:]
        for (key, title, unit) in Self.words {
            let points = points(windows, key)
            let values = points.map(\.y).sorted()
            guard !values.isEmpty else { continue }
            all["soak_\(key)"] = BenchRecord.Metric(
                title: title, unit: unit, better: "lower", count: values.count,
                mean: values.reduce(0, +) / Double(values.count), p50: Quantile.type7(values, 0.5),
                p90: Quantile.type7(values, 0.9), p95: Quantile.type7(values, 0.95), p99: Quantile.type7(values, 0.99),
                p999: Quantile.type7(values, 0.999), max: values.last ?? 0)
            guard let slope = TheilSen.slope(points) else { continue }
            let hourly = slope.estimate * 3600
            var figure = BenchRecord.Metric(
                title: "growth of \(title)", unit: unit + "/h", better: "lower", count: points.count, mean: hourly,
                p50: hourly, p90: hourly, p95: hourly, p99: hourly, p999: hourly, max: hourly)
            figure.formula = "Theil-Sen slope over the windows."
            if slope.low.isFinite, slope.high.isFinite {
                (figure.low, figure.high) = (slope.low * 3600, slope.high * 3600)
            }
            all["soak_\(key)_slope"] = figure
        }
        return all
    }

    /// Seconds; a slope over less shows a gateway that warms up, not one that leaks.
    private static let shortestSpan = 300.0

    private func growing(_ windows: [Window]) -> [String] {
        let times = windows.map(\.at)
        guard let first = times.min(), let last = times.max(), last - first >= Self.shortestSpan else { return [] }
        let direct = Dictionary(
            points(windows.filter { $0.arm == "direct" }, "latency").map { ($0.x, $0.y) }, uniquingKeysWith: { $1 })
        let gateway = windows.filter { $0.arm.hasPrefix("gateway") }
        return Self.words.filter { $0.key != "failed" }.compactMap { key, title, _ in
            let own = points(gateway, key)
            // What slows every arm down is the machine's, not the gateway's.
            let beyond = key == "latency" ? own.map { (x: $0.x, y: $0.y - (direct[$0.x] ?? 0)) } : own
            return TheilSen.grows(beyond, level: Quantile.median(own.map(\.y)))
                ? "the gateway's \(title) grows by more than 5 % an hour" : nil
        }
    }

    private func drawing(_ windows: [Window], arms: [String]) -> BenchSeries {
        let lines = arms.flatMap { arm in
            Self.words.compactMap { key, title, unit -> BenchSeries.Line? in
                let points = points(windows.filter { $0.arm == arm }, key)
                guard !points.isEmpty else { return nil }
                return BenchSeries.Line(
                    name: "\(arm), \(title) \(unit)", x: points.map(\.x),
                    y: points.map { ($0.y * 1000).rounded() / 1000 })
            }
        }
        return BenchSeries(
            key: "soak", title: "over time", x: .init("since the start", unit: "s"),
            y: .init("level", logarithmic: true),
            lines: lines)
    }
}
