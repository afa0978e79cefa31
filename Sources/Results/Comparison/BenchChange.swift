/// One metric of the gateway arm in both results.
package struct BenchChange: Sendable, Equatable {
    package var profile: String
    /// The metric's key and title.
    package var metric: String
    package var title: String
    package var unit: String
    /// `p50` or `p90`.
    package var quantile: String
    package var before: Double
    package var after: Double
    /// Nil where the files do not allow one; `note` says why.
    package var judgement: ShiftJudgement?
    package var note: String

    /// Relative differences that are put up with, by quantile; others are only shown.
    static let tolerances = ["p50": 0.05, "p90": 0.1]

    /// Every metric that both files hold, corrected as one family.
    static func all(_ before: RunResult, _ after: RunResult) -> [BenchChange] {
        let hardware = Caveats.hardware(before, after)
        var changes = before.bench.flatMap { old in
            after.bench.filter { $0.profile == old.profile }.prefix(1).flatMap { new in
                metrics(old, new, hardware: hardware)
            }
        }
        let judged = changes.indices.filter { changes[$0].judgement != nil }
        let corrected = ShiftJudgement.corrected(judged.compactMap { changes[$0].judgement }, alpha: 0.01)
        for (index, judgement) in zip(judged, corrected) { changes[index].judgement = judgement }
        return changes
    }

    private static func metrics(_ old: BenchRecord, _ new: BenchRecord, hardware: [String]) -> [BenchChange] {
        let (before, after) = (old.arms["gateway"] ?? [:], new.arms["gateway"] ?? [:])
        return Set(before.keys).intersection(after.keys).sorted().flatMap { key -> [BenchChange] in
            guard let left = before[key], let right = after[key] else { return [] }
            return [("p50", left.p50, right.p50), ("p90", left.p90, right.p90)].map { quantile, was, now in
                var change = BenchChange(
                    profile: old.profile, metric: key, title: right.title, unit: right.unit, quantile: quantile,
                    before: was, after: now, judgement: nil, note: "")
                change.judge(old, new, hardware: hardware)
                return change
            }
        }
    }

    private mutating func judge(_ old: BenchRecord, _ new: BenchRecord, hardware: [String]) {
        if !old.generator.valid || !new.generator.valid {
            note = "not to be quoted: the load generator was past its limits"
        } else if old.load != new.load {
            note = "not comparable: the loads differ"
        } else if !hardware.isEmpty {
            note = "not comparable: \(hardware.joined(separator: ", "))"
        } else if let stored = series(old), let fresh = series(new), let tolerance = Self.tolerances[quantile] {
            let better = new.arms["gateway"]?[metric]?.better
            judgement = StoredComparison.judge(
                stored: stored, new: fresh,
                rules: ShiftRules(tolerance: tolerance, floor: floor, lowerIsBetter: better != "higher"))
        } else {
            note = "not judged: no rounds of both arms"
        }
    }

    private func series(_ record: BenchRecord) -> StoredComparison.Series? {
        guard let gateway = record.arms["gateway"]?[metric]?.rounds?[quantile],
            let direct = record.arms["direct"]?[metric]?.rounds?[quantile], gateway.count == direct.count
        else { return nil }
        return StoredComparison.Series(gateway: gateway, direct: direct)
    }

    /// 50 µs for one way, 200 µs for whole requests; nothing for what is no time.
    private var floor: Double {
        let microseconds = metric.hasPrefix("in") || metric.hasPrefix("out") ? 50.0 : 200.0
        switch unit {
        case "ns": return microseconds * 1000
        case "µs", "us": return microseconds
        case "ms": return microseconds / 1000
        case "s": return microseconds / 1_000_000
        default: return 0
        }
    }
}
