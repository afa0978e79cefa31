internal import Results

/// What one arm adds over another, from paired rounds, with what cannot be told from noise here.
struct Contrasts {
    var tabulation: Tabulation

    static let alpha = 0.05
    /// The metrics that are worth a line of their own.
    static let metrics: [BenchMetric] = [
        .ttft, .ttfo, .ttfb, .interChunk, .meanInterToken, .endToEndClose, .total, .inward, .outward, .firstOutward,
        .jitter,
    ]

    var list: [BenchRecord.Contrast] {
        Self.metrics.flatMap { metric in
            [0.5, 0.9].flatMap { share in pairs.compactMap { contrast(metric, share, $0.0, $0.1) } }
        }
    }

    /// What is compared with what: each arm with its copy, every other arm with `direct` and `proxy`,
    /// and further gateways with the first.
    private var pairs: [(Int, Int)] {
        let arms = tabulation.arms
        let copies = arms.indices.compactMap { arm in
            arms.firstIndex { $0 + NoiseFloor.suffix == arms[arm] }.map { (arm, $0) }
        }
        if !copies.isEmpty { return copies }
        let bases = ["direct", "proxy"].flatMap { base -> [(Int, Int)] in
            guard let against = arms.firstIndex(of: base) else { return [] }
            return arms.indices.filter { $0 != against && arms[$0] != "direct" }.map { ($0, against) }
        }
        let gateways = arms.indices.filter { arms[$0].hasPrefix("gateway ") }
        return bases + gateways.dropFirst().map { ($0, gateways[0]) }
    }

    private func contrast(
        _ metric: BenchMetric, _ share: Double, _ arm: Int, _ against: Int
    ) -> BenchRecord.Contrast? {
        let left = tabulation.rounds(metric, share, of: good(arm))
        let right = tabulation.rounds(metric, share, of: good(against))
        guard !left.isEmpty, left.count == right.count else { return nil }
        let shift = SignedRank.shift(zip(left, right).map { $0 - $1 }, alpha: Self.alpha)
        return BenchRecord.Contrast(
            metric: metric.key, quantile: share == 0.5 ? "p50" : "p90", unit: metric.unit.rawValue,
            arm: tabulation.arms[arm], against: tabulation.arms[against], estimate: shift.estimate,
            low: shift.low, high: shift.high, resolution: resolution(metric, share, against))
    }

    /// Half the interval of an arm against itself: the base arm's requests dealt into two halves by turns.
    private func resolution(_ metric: BenchMetric, _ share: Double, _ arm: Int) -> Double {
        let own = good(arm)
        let halves = [0, 1].map { half in
            tabulation.rounds(metric, share, of: own.enumerated().filter { $0.offset % 2 == half }.map(\.element))
        }
        guard !halves[0].isEmpty, halves[0].count == halves[1].count else { return .infinity }
        let shift = SignedRank.shift(zip(halves[0], halves[1]).map { $0 - $1 }, alpha: Self.alpha)
        return max(shift.halfWidth, abs(shift.estimate))
    }

    private func good(_ arm: Int) -> [RequestMeasure] {
        tabulation.measures.filter { $0.arm == arm && $0.isGood }
    }
}
