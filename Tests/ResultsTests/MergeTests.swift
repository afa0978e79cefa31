import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct MergeTests {
    /// A shard whose gateway took these nanoseconds.
    private func shard(_ number: Int, _ values: [Int64]) -> ResultMerge.Shard {
        var result = SampleResult.make()
        result.cases = [
            CaseRecord(
                id: "a.b.c", title: "", requirements: [], level: "must", verdict: number == 1 ? .fail : .pass,
                attempts: 1)
        ]
        result.planHash = "fnv1a64:1"
        result.seed = UInt64(number)
        let histogram = Histogram(values)
        var metric = result.bench[0].arms["gateway"]?["total"]
        metric?.count = values.count
        metric?.mean = values.reduce(0) { $0 + Double($1) } / Double(values.count) / 1e6
        metric?.p50 = Double(histogram.value(at: 0.5)) / 1e6
        metric?.max = Double(values.max() ?? 0) / 1e6
        metric?.histogram = HistogramCodec.encode(histogram)
        metric?.rounds = ["p50": [1, 2], "p90": [3, 4]]
        for arm in ["direct", "gateway"] {
            result.bench[0].arms[arm]?["total"] = metric
            result.bench[0].arms[arm]?["ttft"]?.rounds = ["p50": [1]]
        }
        return .init(name: "shard-\(number)", result: result)
    }

    @Test func countsAndRatesAreAddedAndPercentilesNeverAveraged() throws {
        let (left, right) = ((1...1000).map { Int64($0 * 1000) }, (1...3000).map { Int64($0 * 1000 + 500) })
        let merged = try ResultMerge.merged([shard(0, left), shard(1, right)])
        let total = try #require(merged.bench.first?.arms["gateway"]?["total"])
        let whole = Histogram(left + right)
        #expect(total.count == 4000)
        #expect(total.p50 == Double(whole.value(at: 0.5)) / 1e6 && total.p99 == Double(whole.value(at: 0.99)) / 1e6)
        #expect(abs(total.mean - (500.5 * 1000 + 1501 * 3000) / 4000 / 1000) < 1e-9)
        #expect(total.rounds?["p50"] == [1, 2, 1, 2])
        #expect(merged.bench[0].arms["gateway"]?["rate"]?.p50 == 99.7 * 2)
        #expect(merged.bench[0].arms["gateway"]?["ttft"] == nil)
        #expect(merged.bench[0].generator.doubts.contains { $0.hasPrefix("left out") && $0.hasSuffix(": ttft") })
        #expect(merged.cases.map(\.verdict) == [.fail] && merged.cases[0].attempts == 2)
    }

    @Test func aSickShardIsNamed() throws {
        let well = (1...1000).map { Int64($0 * 1000) }
        let merged = try ResultMerge.merged([shard(0, well), shard(1, well), shard(2, well.map { $0 * 3 })])
        #expect(merged.bench[0].generator.doubts.contains { $0.hasPrefix("shard-2: its median request took more") })
    }

    @Test func aMissingProfileIsNoSilence() throws {
        var short = shard(1, [1])
        short.result.bench = []
        let merged = try ResultMerge.merged([shard(0, [1]), short])
        #expect(!merged.bench[0].generator.valid)
        #expect(merged.bench[0].generator.doubts.contains { $0 == "1 of 2 shards lack this profile" })
    }

    struct Refusal: Sendable {
        var change: @Sendable (inout RunResult) -> Void
        var says: String
    }

    static let refusals: [Refusal] = [
        Refusal(change: { $0.planHash = "fnv1a64:2" }, says: "the plans of shard-0 and shard-1 differ"),
        Refusal(change: { $0.planHash = nil }, says: "shard-1 does not say what its plan was"),
        Refusal(change: { $0.target.version = "2" }, says: "target's versions"),
        Refusal(change: { $0.suiteDigest = "" }, says: "suites"),
        Refusal(change: { $0.seed = 0 }, says: "have the same seed, 0"),
    ]

    @Test(arguments: refusals.indices) func whatDoesNotBelongTogetherIsRefused(index: Int) {
        var other = shard(1, [1])
        Self.refusals[index].change(&other.result)
        let fault = #expect(throws: ResultMerge.Fault.self) { try ResultMerge.merged([shard(0, [1]), other]) }
        #expect(fault?.description.contains(Self.refusals[index].says) == true, "\(fault?.description ?? "")")
    }

    @Test func oneIsNotEnough() {
        #expect(throws: ResultMerge.Fault.self) { try ResultMerge.merged([shard(0, [1])]) }
    }
}
