/// One load profile, measured by several shards at once.
///
/// Histograms and counts are added, rates too; percentiles are never averaged, so a metric without histograms is left
/// out, and that is said.
struct BenchMerge {
    var shards: [(name: String, record: BenchRecord)]
    /// How many shards there should be.
    var wanted: Int

    private static let alpha = 0.05
    /// A shard whose median is so many times that of the middle one is called sick.
    private static let sick = 1.5

    var record: BenchRecord {
        guard var merged = shards.first?.record else {
            return BenchRecord(profile: "", load: "", generator: .init(valid: false), arms: [:])
        }
        let records = shards.map(\.record)
        merged.load = "\(records[0].load); on each of \(shards.count) shards"
        merged.arms = [:]
        var left: Set<String> = []
        for (arm, metrics) in records[0].arms {
            merged.arms[arm] = [:]
            for key in metrics.keys {
                let parts = records.compactMap { $0.arms[arm]?[key] }
                let metric = parts.count == records.count ? MetricMerge(parts: parts).metric : nil
                merged.arms[arm]?[key] = metric
                if metric == nil { left.insert(key) }
            }
        }
        merged.generator = generator(records, left: left.sorted())
        merged.contrasts = contrasts(records[0].contrasts ?? [], merged.arms)
        merged.series = nil
        merged.claims = nil
        return merged
    }

    private func generator(_ records: [BenchRecord], left: [String]) -> BenchRecord.Generator {
        var doubts = shards.flatMap { shard in shard.record.generator.doubts.map { "\(shard.name): \($0)" } }
        if !left.isEmpty {
            doubts.append(
                "left out, because percentiles cannot be merged without histograms: \(left.joined(separator: ", "))")
        }
        let isWhole = shards.count == wanted && Set(records.map(\.load)).count == 1
        if shards.count < wanted { doubts.append("\(wanted - shards.count) of \(wanted) shards lack this profile") }
        if Set(records.map(\.load)).count > 1 { doubts.append("the shards' loads differ") }
        doubts += sickShards
        return BenchRecord.Generator(
            valid: isWhole && records.allSatisfy(\.generator.valid), doubts: doubts,
            latenessP99Microseconds: records.map(\.generator.latenessP99Microseconds).max() ?? 0,
            clientCPUShare: records.map(\.generator.clientCPUShare).max() ?? 0,
            facts: [.init("shards", Double(shards.count), "")]
                + shards.compactMap { shard in
                    Self.median(shard.record).map { .init("total p50 of \(shard.name)", $0.p50, $0.unit) }
                })
    }

    private static func median(_ record: BenchRecord) -> BenchRecord.Metric? {
        record.arms["gateway"]?["total"]
    }

    private var sickShards: [String] {
        let middle = Quantile.median(shards.compactMap { Self.median($0.record)?.p50 })
        return shards.filter { (Self.median($0.record)?.p50 ?? 0) > Self.sick * middle }.map {
            "\($0.name): its median request took more than \(Self.sick) times that of the middle shard"
        }
    }

    /// From the rounds of all shards; an arm's own noise is that of the noisiest shard.
    private func contrasts(
        _ known: [BenchRecord.Contrast], _ arms: [String: [String: BenchRecord.Metric]]
    ) -> [BenchRecord.Contrast]? {
        let all = shards.flatMap { $0.record.contrasts ?? [] }
        let merged = known.compactMap { contrast -> BenchRecord.Contrast? in
            let rounds = { arms[$0]?[contrast.metric]?.rounds?[contrast.quantile] }
            guard let left = rounds(contrast.arm), let right = rounds(contrast.against), left.count == right.count
            else { return nil }
            let shift = SignedRank.shift(zip(left, right).map { $0 - $1 }, alpha: Self.alpha)
            let twins = all.filter {
                ($0.metric, $0.quantile, $0.arm, $0.against)
                    == (contrast.metric, contrast.quantile, contrast.arm, contrast.against)
            }
            return BenchRecord.Contrast(
                metric: contrast.metric, quantile: contrast.quantile, unit: contrast.unit, arm: contrast.arm,
                against: contrast.against, estimate: shift.estimate, low: shift.low, high: shift.high,
                resolution: twins.map(\.resolution).max() ?? .infinity)
        }
        return merged.isEmpty ? nil : merged
    }
}
