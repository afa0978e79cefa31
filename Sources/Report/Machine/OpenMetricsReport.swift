internal import Foundation
package import Results

/// OpenMetrics text, for the text-file collector of a Prometheus node exporter or a push gateway.
package struct OpenMetricsReport: Sendable {
    private let results: [RunResult]

    package init(_ results: [RunResult]) {
        self.results = results
    }

    /// The exposition; ends with `# EOF`.
    package var text: String {
        let families = [cases, scores, complete, started, took, latencies, rates, added, traits].filter { !$0.isEmpty }
        return families.map { $0.joined(separator: "\n") + "\n" }.joined() + "# EOF\n"
    }

    private typealias Labels = [(String, String)]

    /// The lines of one family; nothing when it has no sample.
    private func family(_ name: String, unit: String = "", help: String, _ samples: [(Labels, Double)]) -> [String] {
        guard !samples.isEmpty else { return [] }
        let head =
            ["# TYPE \(name) gauge"] + (unit.isEmpty ? [] : ["# UNIT \(name) \(unit)"]) + ["# HELP \(name) \(help)"]
        var seen: Set<String> = []
        let lines = samples.compactMap { labels, value -> String? in
            let text = labels.map { "\($0)=\"\(Self.escape($1))\"" }.joined(separator: ",")
            return seen.insert(text).inserted ? "\(name){\(text)} \(Self.number(value))" : nil
        }
        return head + lines
    }

    /// Label values escape backslash, quote and line feed; other controls are made visible before.
    static func escape(_ text: String) -> String {
        Printable.line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return Figure.plain(value)
    }

    private func target(_ result: RunResult) -> Labels {
        [("target", result.target.name), ("version", result.target.version)]
    }

    private var cases: [String] {
        let samples = results.flatMap { result in
            Tally.levels.flatMap { level in
                Verdict.allCases.map { verdict -> (Labels, Double) in
                    let count = result.cases.filter { $0.level == level && $0.verdict == verdict }.count
                    return (target(result) + [("level", level), ("verdict", verdict.rawValue)], Double(count))
                }
            }
        }
        return family("gateproof_cases", help: "Cases by level and verdict.", samples.filter { $0.1 > 0 })
    }

    private var scores: [String] {
        let samples = results.filter { !$0.cases.isEmpty }.map { (target($0), $0.summary.score) }
        return family("gateproof_score", help: "Required cases passed, 0 to 100.", samples)
    }

    private var complete: [String] {
        family(
            "gateproof_complete", help: "1 when the run came to its end.",
            results.map { (target($0), $0.complete ? 1 : 0) })
    }

    private var started: [String] {
        let samples = results.compactMap { result -> (Labels, Double)? in
            guard let date = try? Date(result.started, strategy: .iso8601) else { return nil }
            return (target(result), date.timeIntervalSince1970)
        }
        return family("gateproof_started_timestamp_seconds", unit: "seconds", help: "When the run began.", samples)
    }

    private var took: [String] {
        family(
            "gateproof_run_seconds", unit: "seconds", help: "How long the run took.",
            results.map { (target($0), $0.seconds) })
    }

    private func metrics(_ take: (BenchRecord.Metric) -> [(Labels, Double)]) -> [(Labels, Double)] {
        results.flatMap { result in
            result.bench.filter(\.generator.valid).flatMap { record in
                record.arms.sorted { $0.key < $1.key }.flatMap { arm, metrics in
                    metrics.sorted { $0.key < $1.key }.flatMap { name, metric in
                        take(metric).map { labels, value in
                            (
                                target(result) + [("profile", record.profile), ("arm", arm), ("metric", name)] + labels,
                                value
                            )
                        }
                    }
                }
            }
        }
    }

    static func seconds(_ unit: String) -> Double? {
        ["s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6][unit]
    }

    private var latencies: [String] {
        let samples = metrics { metric in
            guard let factor = Self.seconds(metric.unit) else { return [] }
            let levels = [("0.5", metric.p50), ("0.9", metric.p90), ("0.99", metric.p99), ("0.999", metric.p999)]
            return levels.map { ([("quantile", $0.0)], $0.1 * factor) }
        }
        return family(
            "gateproof_bench_seconds", unit: "seconds", help: "Quantiles of times under load.", samples)
    }

    private var rates: [String] {
        let samples = metrics { metric in
            Self.seconds(metric.unit) == nil ? [([("unit", metric.unit)], metric.mean)] : []
        }
        return family("gateproof_bench_mean", help: "Means of what is no time.", samples)
    }

    private var added: [String] {
        let samples = results.flatMap { result in
            result.bench.filter(\.generator.valid).flatMap { record in
                (record.contrasts ?? []).flatMap { shift -> [(Labels, Double)] in
                    guard let factor = Self.seconds(shift.unit) else { return [] }
                    let labels =
                        target(result) + [
                            ("profile", record.profile), ("metric", shift.metric), ("quantile", shift.quantile),
                            ("arm", shift.arm), ("against", shift.against),
                        ]
                    return [("estimate", shift.estimate), ("low", shift.low), ("high", shift.high)].map {
                        (labels + [("bound", $0.0)], $0.1 * factor)
                    }
                }
            }
        }
        return family(
            "gateproof_bench_added_seconds", unit: "seconds", help: "Differences between arms, with 95 % intervals.",
            samples)
    }

    /// Traits whose value is a number.
    private var traits: [String] {
        let samples = results.flatMap { result in
            result.properties.compactMap { item -> (Labels, Double)? in
                guard let value = Double(item.value) else { return nil }
                return (target(result) + [("name", item.name), ("unit", item.unit), ("case", item.caseID)], value)
            }
        }
        return family("gateproof_property", help: "Measured traits that are numbers.", samples)
    }
}
