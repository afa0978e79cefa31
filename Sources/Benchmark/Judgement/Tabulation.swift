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
    /// Rounds without late starts.
    let kept: Int
    /// No arm went on warming up, or slowing down, until the end.
    let isSteady: Bool

    /// Takes the measures of all rounds; those of the warm-up and of rounds that went wrong are left out.
    package init(part: LoadPart, arms: [String], measures: [RequestMeasure], facts: RunFacts, dropped: Int) {
        self.part = part
        self.arms = arms
        let played = Set(measures.map(\.round).filter { $0 >= 0 }).sorted()
        let good = RoundFilter.good(measures)
        let unsettled = Self.unsettled(measures, arms: arms.count)
        isSteady = unsettled != nil
        let settled = good.filter { $0 >= unsettled ?? 0 }
        let rounds = good.isEmpty ? played : settled.isEmpty ? good : settled
        let counted = Set(rounds)
        self.rounds = rounds
        self.played = played.count
        kept = good.count
        self.measures = measures.filter { counted.contains($0.round) }
        self.facts = facts
        self.dropped = dropped
    }

    /// The first round in which every arm has settled; nil when one never does.
    private static func unsettled(_ measures: [RequestMeasure], arms: Int) -> Int? {
        var first = 0
        for arm in 0..<arms {
            let own = measures.filter { $0.arm == arm && $0.round >= 0 && $0.isGood }.sorted {
                ($0.round, $0.offset) < ($1.round, $1.offset)
            }
            let times = own.map { Double(($0.ttft ?? $0.closed ?? 0) - $0.lateness) }
            guard let cut = SteadyState.truncation(times) else { return nil }
            guard cut > 0, cut < own.count else { continue }
            first = max(first, own[cut - 1].round + 1)
        }
        return first
    }

    /// The whole record.
    package func record() -> BenchRecord {
        var validity = Validity.judge(measures, arms: arms, facts: facts, dropped: dropped, part: part)
        validity.judgeRounds(kept: kept, played: played, wanted: part.rounds)
        validity.judgeSteadiness(isSteady, settling: kept - rounds.count, growing: growing)
        let late = Quantile.type7(measures.map { Double($0.lateness) / 1e3 }, 0.99)
        let generator = BenchRecord.Generator(
            valid: validity.isValid, doubts: validity.faults + validity.remarks,
            latenessP99Microseconds: late.isFinite ? late : 0, clientCPUShare: facts.clientShare,
            facts: GeneratorFacts(measures: measures, facts: facts).list)
        var record = BenchRecord(
            profile: part.name, load: part.words(arms: arms.count), generator: generator, arms: figures())
        record.contrasts = Contrasts(tabulation: self).list
        record.series = Drawings(tabulation: self).list
        record.claims = Claims(tabulation: self).list
        return record
    }

    /// Arms in which requests pile up.
    private var growing: [String] {
        arms.indices.filter { arm in SteadyState.isGrowing(measures.filter { $0.arm == arm }) }.map { arms[$0] }
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
            let rates = RateMetric.Facts(
                offered: rounds.count * part.perRound, measures: own, seconds: seconds, objectives: part.objectives)
            for (key, value) in Throughput(facts: rates).figures { metrics[key] = value }
            for item in facts.usage[arm]?.figures ?? [] {
                var figure = BenchRecord.Metric(
                    title: item.title, unit: item.unit, better: "lower", count: 1, mean: item.value, p50: item.value,
                    p90: item.value, p95: item.value, p99: item.value, p999: item.value, max: item.value)
                figure.formula = item.formula
                metrics[item.key] = figure
            }
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
        figure.formula = metric.formula
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
