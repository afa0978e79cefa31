package import Results

/// The text format of Go benchmarks, which benchstat compares: one line for each round.
package struct GoBenchReport: Sendable {
    private let results: [RunResult]

    package init(_ results: [RunResult]) {
        self.results = results
    }

    /// The lines; figures of invalid runs are left out.
    package var text: String {
        let blocks = results.map { result in
            (["target: \(word(result.target.name))", "version: \(word(result.target.version))"]
                + result.bench.filter(\.generator.valid).flatMap(lines)).joined(separator: "\n") + "\n"
        }
        return (["pkg: gateproof", "cpu: \(value(results.first?.machine.cpu ?? ""))"] + units).joined(separator: "\n")
            + "\n" + blocks.joined()
    }

    /// Which way is better, for units that benchstat does not know.
    private var units: [String] {
        let metrics = results.flatMap(\.bench).flatMap { $0.arms.values.flatMap(\.values) }
        let rising = Set(metrics.filter { $0.better == "higher" }.map { Self.unit($0.unit).name })
        let falling = Set(metrics.filter { $0.better != "higher" }.map { Self.unit($0.unit).name })
        return rising.subtracting(falling).sorted().map { "Unit \($0) better=higher" }
            + falling.subtracting(rising).subtracting(["ns/op"]).sorted().map { "Unit \($0) better=lower" }
    }

    private func lines(_ record: BenchRecord) -> [String] {
        record.arms.sorted { $0.key < $1.key }.flatMap { arm, metrics in
            metrics.sorted { $0.key < $1.key }.flatMap { name, metric -> [String] in
                let unit = Self.unit(metric.unit)
                let values = metric.rounds?["p50"] ?? [metric.count == 1 ? metric.mean : metric.p50]
                let title = "BenchmarkGateproof/profile=\(word(record.profile))/arm=\(word(arm))/metric=\(word(name))"
                let count = max(1, metric.count / max(1, values.count))
                return values.filter(\.isFinite).map { value in
                    "\(title) \(count) \(Figure.plain(value * unit.factor)) \(unit.name)"
                }
            }
        }
    }

    /// Times in nanoseconds, the unit that every tool for this format knows.
    static func unit(_ unit: String) -> (name: String, factor: Double) {
        switch unit {
        case "s": ("ns/op", 1e9)
        case "ms": ("ns/op", 1e6)
        case "us", "µs": ("ns/op", 1e3)
        case "1/s": ("op/s", 1)
        default: (BencherReport.slug(unit).isEmpty ? "value" : BencherReport.slug(unit), 1)
        }
    }

    /// Without blanks, which separate the columns.
    private func word(_ text: String) -> String {
        let safe = value(text).map { $0 == " " || $0 == "/" || $0 == "=" ? "_" : $0 }
        return safe.isEmpty ? "unknown" : String(safe)
    }

    private func value(_ text: String) -> String {
        Printable.line(text)
    }
}
