package import Results
package import Suites

/// Turns the measures of one run into the figures of a result file.
package struct Tabulation: Sendable {
    package var part: LoadPart
    /// In the order of `RequestMeasure.arm`.
    package var arms: [String]
    /// Of the good rounds; of all rounds where none was good.
    package var measures: [RequestMeasure]
    package var facts: RunFacts
    package var dropped: Int
    /// The rounds that count, in order, and how many were played.
    let rounds: [Int]
    let played: Int

    /// Takes the measures of all rounds; those of the warm-up and of rounds that went wrong are left out.
    package init(part: LoadPart, arms: [String], measures: [RequestMeasure], facts: RunFacts, dropped: Int) {
        self.part = part
        self.arms = arms
        let played = Set(measures.map(\.round).filter { $0 >= 0 }).sorted()
        let good = RoundFilter.good(measures)
        let rounds = good.isEmpty ? played : good
        let kept = Set(rounds)
        self.rounds = rounds
        self.played = played.count
        self.measures = measures.filter { kept.contains($0.round) }
        self.facts = facts
        self.dropped = dropped
    }

    /// The whole record.
    package func record() -> BenchRecord {
        var validity = Validity.judge(measures, arms: arms, facts: facts, dropped: dropped, part: part)
        validity.judgeRounds(kept: rounds.count, played: played, wanted: part.rounds)
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

    /// How long the requests of the rounds that count took to arrive.
    private var seconds: Double {
        Double(rounds.count * part.perRound) / part.rate
    }

    private func figures() -> [String: [String: BenchRecord.Metric]] {
        var all: [String: [String: BenchRecord.Metric]] = [:]
        for (index, arm) in arms.enumerated() {
            let own = measures.filter { $0.arm == index }
            var metrics: [String: BenchRecord.Metric] = [:]
            for metric in BenchMetric.all { metrics[metric.key] = figure(metric, of: own) }
            for (key, value) in Throughput(measures: own, seconds: seconds).figures { metrics[key] = value }
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
        var figure = BenchRecord.Metric(
            title: metric.title, unit: metric.unit.rawValue, better: metric.lowerIsBetter ? "lower" : "higher",
            count: values.count, mean: values.reduce(0, +) / Double(values.count), p50: quantile(0.5),
            p90: quantile(0.9), p95: quantile(0.95), p99: quantile(0.99), p999: quantile(0.999),
            max: values.last ?? 0, rounds: roundFigures(metric, of: counted))
        figure.histogram = MetricHistogram.text(values, unit: metric.unit)
        return figure
    }

    private func roundFigures(_ metric: BenchMetric, of own: [RequestMeasure]) -> [String: [Double]]? {
        let p50 = rounds(metric, 0.5, of: own)
        guard p50.count == rounds.count else { return nil }
        return ["p50": p50, "p90": rounds(metric, 0.9, of: own)]
    }

    /// The quantile in each round that has values.
    func rounds(_ metric: BenchMetric, _ share: Double, of own: [RequestMeasure]) -> [Double] {
        let byRound = Dictionary(grouping: own, by: \.round)
        return rounds.compactMap { round in
            let values = (byRound[round] ?? []).flatMap(metric.values)
            return values.isEmpty ? nil : Quantile.estimate(values, share).value
        }
    }
}
