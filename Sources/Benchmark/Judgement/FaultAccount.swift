package import Results
package import Suites
internal import Wire

/// What came of one arm while its providers broke as planned.
package struct FaultAccount: Sendable {
    package var plan: FaultPlan
    /// Of one arm, warm-up included; the plan counts from offset 0.
    package var measures: [RequestMeasure]
    package var objectives: Objectives

    /// So many good requests in a row are a recovery.
    static let streak = 50

    package init(plan: FaultPlan, measures: [RequestMeasure], objectives: Objectives) {
        self.plan = plan
        self.measures = measures.sorted { $0.offset < $1.offset }
        self.objectives = objectives
    }

    /// From the first fault until everything is healed, in nanoseconds; to the end where nothing heals.
    private var trouble: Range<Int64> {
        let first = plan.steps.first { $0.fault != nil }?.at ?? 0
        let heals = plan.steps.last.flatMap { $0.fault == nil ? $0.at : nil }
        return first..<max(first, heals ?? (measures.last?.offset ?? first) + 1)
    }

    private func isGood(_ measure: RequestMeasure) -> Bool { objectives.areMet(by: measure) }

    /// The figures, by key.
    package var figures: [String: BenchRecord.Metric] {
        let during = measures.filter { trouble.contains($0.offset) }
        let good = during.count(where: isGood)
        var all: [String: BenchRecord.Metric] = [:]
        let add = { (key: String, title: String, unit: String, better: String, value: Double?, formula: String) in
            guard let value, value.isFinite else { return }
            all[key] = Self.figure(title, unit, better, value, during.count, formula)
        }
        let count = Double(max(1, during.count))
        add(
            "availability", "good answers while providers were broken", "%", "higher", Double(good) * 100 / count,
            "Requests due between the first fault and the healing that were answered well and within the objectives.")
        add(
            "goodput_lost", "requests lost or late", "requests", "lower", Double(during.count - good),
            "Requests due between the first fault and the healing that were not answered well and in time.")
        add(
            "mixed_answers", "answers mixed up", "requests", "lower", Double(measures.count(where: \.isMixed)),
            "Answers with parts of another request, or of two providers; in the whole run.")
        add(
            "retry_amplification", "requests to providers for each request", "", "lower",
            Double(during.reduce(0) { $0 + $1.attempts }) / count,
            "Requests that reached either provider, over the client's, between the first fault and the healing.")
        add("outage", "longest time without a good answer", "s", "lower", outage, Self.outageFormula)
        add("recovery", "until answers are good again after healing", "s", "lower", recovery, Self.recoveryFormula)
        add(
            "readmission", "until the primary is asked again after healing", "s", "lower", readmission,
            Self.readmissionFormula)
        add(
            "failover_penalty", "time to first token, added by failing over", "ms", "lower", penalty,
            Self.penaltyFormula)
        if let switched { all["failover_switch"] = switched }
        return all
    }

    // MARK: the parts

    /// Seconds from a request that went wrong to the next good one, at most.
    private var outage: Double? {
        var (longest, began) = (Int64(0), Int64?.none)
        for measure in measures where trouble.lowerBound <= measure.offset {
            if isGood(measure) {
                if let start = began { longest = max(longest, measure.offset - start) }
                began = nil
            } else if began == nil {
                began = measure.offset
            }
        }
        if let start = began, let last = measures.last { longest = max(longest, last.offset - start) }
        return Double(longest) / 1e9
    }

    private static let outageFormula =
        "From the start of a request that was not answered well to the start of the next one that was, at most."
    private static let recoveryFormula =
        "From the healing to the start of the first of 50 good requests in a row; its grain is the gap between requests."
    private static let readmissionFormula = "From the healing to the primary's next request."
    private static let penaltyFormula =
        "Median time to first token of good requests that the backup answered, less that of those of the primary."
    private static let switchFormula =
        "From the primary's fault to the backup's first byte of the same request."

    private var healed: Int64? { plan.steps.last.flatMap { $0.fault == nil ? $0.at : nil } }

    private var recovery: Double? {
        guard let healed else { return nil }
        let after = measures.filter { $0.offset >= healed }
        var run = 0
        for (index, measure) in after.enumerated() {
            run = isGood(measure) ? run + 1 : 0
            if run == Self.streak { return Double(after[index - Self.streak + 1].offset - healed) / 1e9 }
        }
        return nil
    }

    private var readmission: Double? {
        guard let healed else { return nil }
        return measures.compactMap { measure in measure.primaryAt.map { measure.offset + $0 } }
            .filter { $0 >= healed }.min().map { Double($0 - healed) / 1e9 }
    }

    private var penalty: Double? {
        let times = { (role: ProviderRole) in
            measures.filter { $0.isGood && $0.answeredBy == role }.compactMap { $0.ttft.map { Double($0) / 1e6 } }
        }
        let (failedOver, healthy) = (times(.backup), times(.primary))
        guard failedOver.count >= 5, healthy.count >= 5 else { return nil }
        return Quantile.median(failedOver) - Quantile.median(healthy)
    }

    private var switched: BenchRecord.Metric? {
        let values = measures.compactMap { $0.switchover.map { Double($0) / 1e6 } }.sorted()
        guard !values.isEmpty else { return nil }
        let quantile = { Quantile.type7(values, $0) }
        var figure = BenchRecord.Metric(
            title: "from the fault to the backup", unit: "ms", better: "lower", count: values.count,
            mean: values.reduce(0, +) / Double(values.count), p50: quantile(0.5), p90: quantile(0.9),
            p95: quantile(0.95), p99: quantile(0.99), p999: quantile(0.999), max: values.last ?? 0)
        figure.formula = Self.switchFormula
        return figure
    }

    private static func figure(
        _ title: String, _ unit: String, _ better: String, _ value: Double, _ count: Int, _ formula: String
    ) -> BenchRecord.Metric {
        var figure = BenchRecord.Metric(
            title: title, unit: unit, better: better, count: count, mean: value, p50: value, p90: value, p95: value,
            p99: value, p999: value, max: value)
        figure.formula = formula
        return figure
    }

    // MARK: by second

    /// What happened in each second, one line for each count.
    package func lines(arm: String, seconds: Int) -> [BenchSeries.Line] {
        var (good, failed, backup, attempts) = (
            [Double](repeating: 0, count: seconds), [Double](repeating: 0, count: seconds),
            [Double](repeating: 0, count: seconds), [Double](repeating: 0, count: seconds)
        )
        for measure in measures where measure.offset >= 0 {
            let second = Int(measure.offset / 1_000_000_000)
            guard second < seconds else { continue }
            if isGood(measure) { good[second] += 1 } else { failed[second] += 1 }
            if measure.answeredBy == .backup { backup[second] += 1 }
            attempts[second] += Double(measure.attempts)
        }
        let x = (0..<seconds).map(Double.init)
        return [("good", good), ("failed or late", failed), ("by the backup", backup), ("at providers", attempts)]
            .map { BenchSeries.Line(name: "\(arm), \($0)", x: x, y: $1) }
    }
}
