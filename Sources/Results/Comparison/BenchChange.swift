/// One metric of one arm in both results.
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
    /// Nil where the files do not allow one, or where the metric does not gate; `note` says why.
    package var judgement: ShiftJudgement?
    package var note: String
    /// How the rounds were held against each other.
    package var method: Method?
    /// The two figures must not be held against each other at all; `note` says why.
    package var isRefused = false

    package enum Method: String, Sendable, Equatable {
        /// Round by round, of rounds that were interleaved.
        case paired
        /// ln(gateway / direct) of each run, because the runs were at different times.
        case relativeToDirect = "relative to direct"
    }

    /// Relative differences that are put up with, by quantile; others are only shown.
    static let tolerances = ["p50": 0.05, "p90": 0.1]
    /// Metrics that gate; a longer list would cost each of them power (method.md §5.3: at most 8 tests).
    package static let gating: Set<String> = ["in", "out", "ttft", "total"]
    /// Metrics worth a line for a person; the others are in the JSON.
    package static let headline: Set<String> = gating.union(["icl", "rps_ok", "tok_s_system"])

    /// Every metric that both files hold, those that gate corrected as one family.
    static func all(_ before: RunResult, _ after: RunResult, arms: Arms) -> [BenchChange] {
        let hardware = Caveats.hardware(before, after)
        var changes = before.bench.flatMap { old in
            after.bench.filter { $0.profile == old.profile }.prefix(1).flatMap { new in
                BenchPair(old: old, new: new, arms: arms, hardware: hardware).changes
            }
        }
        let judged = changes.indices.filter { changes[$0].judgement != nil }
        let family = judged.compactMap { changes[$0].judgement }
        let corrected = ShiftJudgement.corrected(family, alpha: 0.01)
        let reachable = ShiftJudgement.reachable(family, alpha: 0.01)
        for (place, index) in judged.enumerated() {
            changes[index].judgement = corrected[place]
            changes[index].note = doubt(
                family[place], corrected[place], reachable[place], of: family.count, floor: changes[index].floor)
        }
        return changes
    }

    /// Why a figure is inconclusive where its interval alone does not say so: silence would look like "no change".
    private static func doubt(
        _ raw: ShiftJudgement, _ corrected: ShiftJudgement, _ isReachable: Bool, of count: Int, floor: Double
    ) -> String {
        guard corrected.verdict == .inconclusive else { return "" }
        let limit = 1 + raw.tolerance
        if raw.gap <= floor, raw.ratio.low > limit || raw.ratio.high < 1 / limit {
            return "beyond the tolerance, but by too little to matter: 50 us one way, 200 us in all"
        }
        if !isReachable {
            return "too few rounds (\(raw.rounds)) to confirm any change of \(count) figures: take a longer profile"
        }
        return raw.verdict == .inconclusive ? "" : "beyond the tolerance, but not certain among \(count) figures"
    }

    /// Which arm of each result is looked at.
    package struct Arms: Sendable, Equatable {
        package var before: String
        package var after: String

        package init(before: String = "gateway", after: String = "gateway") {
            self.before = before
            self.after = after
        }
    }

    /// 50 µs for one way, 200 µs for whole requests; nothing for what is no time.
    var floor: Double {
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
