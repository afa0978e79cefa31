/// The same load, measured twice.
struct BenchPair {
    var old: BenchRecord
    var new: BenchRecord
    var arms: BenchChange.Arms
    /// What differs between the machines; figures are only comparable when nothing does.
    var hardware: [String]

    /// Each quantile of each metric that both sides have, judged where the files allow it.
    var changes: [BenchChange] {
        let (before, after) = (old.arms[arms.before] ?? [:], new.arms[arms.after] ?? [:])
        return Set(before.keys).intersection(after.keys).sorted().flatMap { key -> [BenchChange] in
            guard let left = before[key], let right = after[key] else { return [] }
            return [("p50", left.p50, right.p50), ("p90", left.p90, right.p90)].map { quantile, was, now in
                var change = BenchChange(
                    profile: old.profile, metric: key, title: right.title, unit: right.unit, quantile: quantile,
                    before: was, after: now, judgement: nil, note: "")
                judge(&change, lowerIsBetter: right.better != "higher")
                return change
            }
        }
    }

    private func judge(_ change: inout BenchChange, lowerIsBetter: Bool) {
        if let reason = refusal {
            change.note = reason
            change.isRefused = true
            return
        }
        guard BenchChange.gating.contains(change.metric), let tolerance = BenchChange.tolerances[change.quantile]
        else { return change.note = "not judged: shown only, does not gate" }
        let rules = ShiftRules(tolerance: tolerance, floor: change.floor, lowerIsBetter: lowerIsBetter)
        if areInterleaved, let left = rounds(old, arms.before, change), let right = rounds(new, arms.after, change),
            left.count == right.count
        {
            let noise = Shift(estimate: 0, low: -noise(of: change), high: noise(of: change))
            change.method = .paired
            change.judgement = PairedComparison.judge(
                baseline: left, candidate: right, rules: rules, sameAgainstSame: noise)
        } else if let stored = series(old, arms.before, change), let fresh = series(new, arms.after, change) {
            change.method = .relativeToDirect
            change.judgement = StoredComparison.judge(
                stored: stored, new: fresh, rules: rules, noise: noise(of: change))
        } else {
            change.note = "not judged: no rounds of both arms"
        }
    }

    /// Why the two must not be held against each other; nil when they may.
    private var refusal: String? {
        if !old.generator.valid || !new.generator.valid {
            return "not to be quoted: the load generator was past its limits"
        }
        if old.load != new.load { return "not comparable: the loads differ" }
        return hardware.isEmpty ? nil : "not comparable: \(hardware.joined(separator: ", "))"
    }

    /// Rounds of one run are pairs: each holds requests of all its arms in random order.
    private var areInterleaved: Bool {
        old == new || old.interleaving != nil && old.interleaving == new.interleaving
    }

    private func rounds(_ record: BenchRecord, _ arm: String, _ change: BenchChange) -> [Double]? {
        record.arms[arm]?[change.metric]?.rounds?[change.quantile]
    }

    private func series(_ record: BenchRecord, _ arm: String, _ change: BenchChange) -> StoredComparison.Series? {
        guard let gateway = rounds(record, arm, change), let direct = rounds(record, "direct", change),
            gateway.count == direct.count
        else { return nil }
        return StoredComparison.Series(gateway: gateway, direct: direct)
    }

    /// What an arm compared with itself came to, relative to its figure, in the noisier of the two runs.
    private func noise(of change: BenchChange) -> Double {
        let shares = [old, new].compactMap { record -> Double? in
            let own = record.contrasts?.first {
                $0.metric == change.metric && $0.quantile == change.quantile && $0.against == "direct"
            }
            guard let own, let direct = record.arms["direct"]?[change.metric] else { return nil }
            let share = own.resolution / (change.quantile == "p50" ? direct.p50 : direct.p90)
            return share.isFinite && share > 0 ? share : nil
        }
        return shares.max() ?? 0
    }
}
