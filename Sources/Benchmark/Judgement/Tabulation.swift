package import Results

/// Turns the measures of one run into the figures of a result file.
package struct Tabulation: Sendable {
    package var part: LoadPart
    /// In the order of `RequestMeasure.arm`.
    package var arms: [String]
    package var measures: [RequestMeasure]
    package var facts: RunFacts
    package var dropped: Int

    /// Takes the measures of all rounds; those of the warm-up are left out.
    package init(part: LoadPart, arms: [String], measures: [RequestMeasure], facts: RunFacts, dropped: Int) {
        self.part = part
        self.arms = arms
        self.measures = measures.filter { $0.round >= 0 }
        self.facts = facts
        self.dropped = dropped
    }

    /// The whole record.
    package func record() -> BenchRecord {
        let validity = Validity.judge(measures, arms: arms, facts: facts, dropped: dropped, part: part)
        let late = Quantile.type7(measures.map { Double($0.lateness) / 1e3 }, 0.99)
        let generator = BenchRecord.Generator(
            valid: validity.isValid, doubts: validity.faults + validity.remarks,
            latenessP99Microseconds: late.isFinite ? late : 0, clientCPUShare: facts.clientShare,
            facts: GeneratorFacts(measures: measures, facts: facts).list)
        var record = BenchRecord(
            profile: part.name, load: part.words(arms: arms.count), generator: generator, arms: figures())
        record.contrasts = Contrasts(tabulation: self).list
        return record
    }

    private func figures() -> [String: [String: BenchRecord.Metric]] {
        var all: [String: [String: BenchRecord.Metric]] = [:]
        for (index, arm) in arms.enumerated() {
            let own = measures.filter { $0.arm == index }
            var metrics: [String: BenchRecord.Metric] = [:]
            for metric in BenchMetric.all { metrics[metric.key] = figure(metric, of: own) }
            for (key, value) in Throughput(measures: own, facts: facts).figures { metrics[key] = value }
            all[arm] = metrics
        }
        return all
    }

    /// The good requests' values; lateness is the generator's and counts them all.
    private func figure(_ metric: BenchMetric, of own: [RequestMeasure]) -> BenchRecord.Metric? {
        let counted = metric.key == "lateness" ? own : own.filter(\.isGood)
        let values = counted.flatMap(metric.values).sorted()
        guard !values.isEmpty else { return nil }
        let quantile = { Quantile.type7(values, $0) }
        return BenchRecord.Metric(
            title: metric.title, unit: metric.unit.rawValue, better: metric.lowerIsBetter ? "lower" : "higher",
            count: values.count, mean: values.reduce(0, +) / Double(values.count), p50: quantile(0.5),
            p90: quantile(0.9), p95: quantile(0.95), p99: quantile(0.99), p999: quantile(0.999),
            max: values.last ?? 0, rounds: roundFigures(metric, of: counted))
    }

    private func roundFigures(_ metric: BenchMetric, of own: [RequestMeasure]) -> [String: [Double]]? {
        let p50 = rounds(metric, 0.5, of: own)
        guard p50.count == part.rounds else { return nil }
        return ["p50": p50, "p90": rounds(metric, 0.9, of: own)]
    }

    /// The quantile in each round that has values.
    func rounds(_ metric: BenchMetric, _ share: Double, of own: [RequestMeasure]) -> [Double] {
        let byRound = Dictionary(grouping: own, by: \.round)
        return (0..<part.rounds).compactMap { round in
            let values = (byRound[round] ?? []).flatMap(metric.values)
            return values.isEmpty ? nil : Quantile.estimate(values, share).value
        }
    }
}
