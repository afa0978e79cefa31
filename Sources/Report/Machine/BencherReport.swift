package import Results

/// Bencher Metric Format: benchmark → measure → value, with bounds where there is an interval.
package struct BencherReport: Sendable {
    private let result: RunResult

    package init(_ result: RunResult) {
        self.result = result
    }

    /// The JSON object.
    package func text() throws -> String {
        var benchmarks: [String: [String: Measure]] = [:]
        if !result.cases.isEmpty { benchmarks["conformance"] = conformance }
        for record in result.bench where record.generator.valid {
            for arm in record.arms.keys {
                let measures = measures(record, arm)
                if !measures.isEmpty { benchmarks[Printable.line("\(record.profile)/\(arm)")] = measures }
            }
        }
        return try MachineJSON.text(benchmarks)
    }

    private struct Measure: Encodable {
        var value: Double
        var lowerValue: Double?
        var upperValue: Double?

        enum CodingKeys: String, CodingKey {
            case value
            case lowerValue = "lower_value"
            case upperValue = "upper_value"
        }
    }

    private var conformance: [String: Measure] {
        let all = Tally(name: "", cases: result.cases)
        var measures = ["score": Measure(value: result.summary.score)]
        for level in ["must", "should"] {
            let failed = all.judged(level: level) - all.passed(level: level)
            measures["\(level)-failed"] = Measure(value: Double(failed))
        }
        return measures
    }

    /// What the arm adds over the direct one, and the metrics that have a spread.
    private func measures(_ record: BenchRecord, _ arm: String) -> [String: Measure] {
        var measures: [String: Measure] = [:]
        for (name, metric) in record.arms[arm] ?? [:] {
            let levels = metric.count == 1 ? [("", metric.mean)] : [("-p50", metric.p50), ("-p99", metric.p99)]
            for (suffix, value) in levels where value.isFinite {
                measures[Self.slug("\(name)\(suffix)-\(metric.unit)")] = Measure(value: value)
            }
        }
        for shift in record.contrasts ?? []
        where shift.arm == arm && shift.against == "direct" && shift.estimate.isFinite {
            measures[Self.slug("\(shift.metric)-\(shift.quantile)-added-\(shift.unit)")] = Measure(
                value: shift.estimate, lowerValue: shift.low.isFinite ? shift.low : nil,
                upperValue: shift.high.isFinite ? shift.high : nil)
        }
        return measures
    }

    /// Small letters, digits and hyphens, as the names of measures must be.
    static func slug(_ text: String) -> String {
        let words = text.lowercased().replacing("1/s", with: "per-second").split { character in
            !(character.isASCII && (character.isLetter || character.isNumber))
        }
        return words.joined(separator: "-")
    }
}
