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
            var shown = part
            shown.name += "  \(index + 1)/\(count)"
            let outcome = try await BenchPlay(world: world, arms: arms, progress: progress).measure(
                shown, Timetable.make(part, arms: arms.count, seed: seed &+ UInt64(index)))
            if let loss = Self.loss(outcome, arms: arms.map(\.name)) {
                quality.lost =
                    "from second \(Int(Double(index) * window)) on \(loss); the figures are of the time before"
                break
            }
            let at = (Double(index) + 0.5) * window
            let isInTime = quality.accepts(outcome)
            // What a gateway holds on to does not depend on when requests started; how long they took does.
            windows += look(outcome, arms: arms.map(\.name), at: at).map { seen in
                isInTime ? seen : (seen.at, seen.arm, seen.figures.filter { $0.key != "latency" })
            }
            windows.append((at, Self.harness, Self.own()))
        }
        progress.clear()
        var record = BenchRecord(
            profile: part.name,
            load: "soak: \(part.words(arms: arms.count)), \(count) windows of \(Int(window)) s",
            generator: quality.generator(of: count), arms: [:])
        let names = arms.map(\.name) + [Self.harness]
        for arm in names { record.arms[arm] = figures(windows.filter { $0.arm == arm }) }
        record.series = [drawing(windows, arms: names)]
        record.generator.doubts += growing(windows)
        return record
    }

    /// What to say of a window in which a gateway answered nothing at all, so that more of them would tell nothing.
    private static func loss(_ outcome: BenchPlay.Outcome, arms: [String]) -> String? {
        for (index, arm) in arms.enumerated() where arm.hasPrefix("gateway") {
            let own = outcome.measures.filter { $0.arm == index }
            guard let first = own.first, own.allSatisfy({ !$0.isGood }) else { continue }
            return "every request of the \(arm) arm failed (\(first.trouble)): look whether it still runs"
        }
        return nil
    }

    /// Which windows count, and how well the harness did over all of them.
    private struct Quality {
        var facts: RunFacts?
        var late: [Double] = []
        var leftOut: [String] = []
        /// Why the soak ended early.
        var lost: String?

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
            if let lost { doubts.insert(lost, at: 0) }
            return BenchRecord.Generator(
                valid: machine.isValid && lost == nil && leftOut.count * 5 <= count, doubts: doubts,
                latenessP99Microseconds: late.isEmpty ? 0 : Quantile.median(late),
                clientCPUShare: facts?.clientShare ?? 0,
                facts: facts.map { GeneratorFacts(measures: [], facts: $0).list })
        }
    }

    private func look(_ outcome: BenchPlay.Outcome, arms: [String], at: Double) -> [Window] {
        let gateways = arms.filter { $0.hasPrefix("gateway") }
        return arms.enumerated().map { index, arm in
            let own = outcome.measures.filter { $0.arm == index }
            let times = own.filter(\.isGood).compactMap { $0.closed.map { Double($0) / 1e6 } }
            var figures = ["latency": Quantile.median(times), "failed": Double(own.count { !$0.isGood })]
            if let place = gateways.firstIndex(of: arm), let usage = world.usages[place]() {
                figures["memory"] = Double(usage.residentBytes) / 1_048_576
                figures["files"] = Double(usage.descriptors)
                figures["threads"] = Double(usage.threads)
            }
            return (at, arm, figures.filter { $0.value.isFinite })
        }
    }

    /// Client and provider themselves, and the built-in gateway where it runs with them.
    private static let harness = "harness"

    private static func own() -> [String: Double] {
        var figures = ["memory": Double(MachineLoad.residentBytes()) / 1_048_576]
        figures["files"] = MachineLoad.openFiles().map(Double.init)
        return figures
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
            guard let slope = TheilSen.slope(Self.settled(points)) else { continue }
            let hourly = slope.estimate * 3600
            var figure = BenchRecord.Metric(
                title: "growth of \(title)", unit: unit + "/h", better: "lower", count: points.count, mean: hourly,
                p50: hourly, p90: hourly, p95: hourly, p99: hourly, p999: hourly, max: hourly)
            figure.formula = "Theil-Sen slope over the windows, the first fifth of them left out."
            if slope.low.isFinite, slope.high.isFinite {
                (figure.low, figure.high) = (slope.low * 3600, slope.high * 3600)
            }
            all["soak_\(key)_slope"] = figure
        }
        return all
    }

    /// Seconds; a slope over less shows a gateway that warms up, not one that leaks.
    private static let shortestSpan = 300.0

    /// Without the first fifth, in which connections are made and memory is taken for the first time.
    private static func settled(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
        Array(points.dropFirst(points.count / 5))
    }

    private func growing(_ windows: [Window]) -> [String] {
        let times = windows.map(\.at)
        guard let first = times.min(), let last = times.max(), last - first >= Self.shortestSpan else { return [] }
        let least = ["memory": 1.0, "files": 3, "threads": 2]
        let direct = Dictionary(
            points(windows.filter { $0.arm == "direct" }, "latency").map { ($0.x, $0.y) }, uniquingKeysWith: { $1 })
        let gateways = Set(windows.map(\.arm)).filter { $0.hasPrefix("gateway") }.sorted()
        return (gateways + [Self.harness]).flatMap { arm in
            let seen = windows.filter { $0.arm == arm }
            return Self.words.filter { $0.key != "failed" }.compactMap { key, title, _ in
                let own = points(seen, key)
                // What slows every arm down is the machine's, not the gateway's.
                let beyond = key == "latency" ? own.map { (x: $0.x, y: $0.y - (direct[$0.x] ?? 0)) } : own
                return TheilSen.grows(
                    Self.settled(beyond), level: Quantile.median(own.map(\.y)), atLeast: least[key] ?? 0)
                    ? "the \(arm)'s \(title) grows by more than 5 % an hour" : nil
            }
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
