import Results
import Testing

@testable import Benchmark

@Suite struct SteadyTests {
    private static func noise(_ count: Int, level: Double, seed: UInt64 = 5) -> [Double] {
        var draw = Draw(seed: seed)
        return (0..<count).map { _ in level + draw.share() }
    }

    @Test func leavesAWarmUpOut() throws {
        let cut = try #require(SteadyState.truncation(Self.noise(20, level: 50) + Self.noise(180, level: 10)))
        #expect((20...60).contains(cut))
    }

    @Test func leavesASettledRunAlone() throws {
        let cut = try #require(SteadyState.truncation(Self.noise(200, level: 10)))
        #expect(cut == 0)
        // A single straggler is no warm-up.
        var values = Self.noise(200, level: 10)
        values[60] = 500
        let cutAgain = try #require(SteadyState.truncation(values))
        #expect(cutAgain == 0)
    }

    @Test func aRunThatNeverSettlesHasNoCut() {
        #expect(SteadyState.truncation((0..<200).map { Double($0 * $0) }.reversed() + Self.noise(40, level: -9)) == nil)
    }

    @Test func tooFewValuesAreTakenAsTheyAre() {
        #expect(SteadyState.truncation([]) == 0)
        #expect(SteadyState.truncation([3, 1, 2]) == 0)
    }

    private static func measures(_ count: Int, closed: (Int) -> Int64) -> [RequestMeasure] {
        (0..<count).map { index in
            var measure = RequestMeasure(arm: 0, round: 0)
            measure.offset = Int64(index) * 10_000_000
            measure.closed = closed(index)
            return measure
        }
    }

    @Test func seesAQueueThatGrows() {
        #expect(SteadyState.isGrowing(Self.measures(200) { Int64($0) * 5_000_000 + 20_000_000 }))
        #expect(!SteadyState.isGrowing(Self.measures(200) { 20_000_000 + Int64($0 % 7) * 1_000_000 }))
        #expect(!SteadyState.isGrowing(Self.measures(10) { Int64($0) * 50_000_000 }))
    }

    @Test func aLineThroughOutliersStaysItsOwn() throws {
        var points = (0..<40).map { (x: Double($0), y: 3 + 0.5 * Double($0)) }
        points[7].y = 900
        points[30].y = -900
        let slope = try #require(TheilSen.slope(points))
        #expect(abs(slope.estimate - 0.5) < 0.01)
        #expect(slope.low <= 0.5 && slope.high >= 0.5)
        #expect(TheilSen.slope(Array(points.prefix(3))) == nil)
    }

    @Test func onlyRealGrowthIsReported() {
        let flat = Self.noise(60, level: 100).enumerated().map { (x: Double($0) * 10, y: $1) }
        #expect(!TheilSen.grows(flat, level: Quantile.median(flat.map(\.y))))
        #expect(TheilSen.grows(flat.map { ($0.x, $0.y + $0.x * 0.1) }, level: 10))
        #expect(!TheilSen.grows(flat.map { ($0.x, $0.y + $0.x * 0.1) }, level: 10, atLeast: 1e6))
    }
}
