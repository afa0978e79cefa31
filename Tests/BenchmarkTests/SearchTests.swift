import Results
import Suites
import Testing

@testable import Benchmark

@Suite struct SearchTests {
    /// A gateway whose latency is 2 ms until `knee` requests per second, and grows without end above it.
    private static func test(_ rate: Double, knee: Double, harness: Double = 1e9) -> RateTest {
        let count = 1000
        let latencies = (0..<count).map { index -> Double in
            rate <= knee ? 2 : 2 + Double(index) * (rate / knee - 1) * 5
        }
        return RateTest(
            rate: rate, offered: count, sent: count, failed: 0, latencies: latencies, isHarnessLimited: rate > harness)
    }

    private static func search(knee: Double, harness: Double = 1e9, from: Double = 50) -> FrontierSearch {
        var search = FrontierSearch(from: from, limits: [5, 100])
        while let rate = search.next { search.note(test(rate, knee: knee, harness: harness)) }
        return search
    }

    @Test(arguments: [20.0, 60, 333, 5000])
    func findsTheKnee(knee: Double) {
        let search = Self.search(knee: knee)
        #expect(search.tests.count <= 26)
        for point in search.frontier() {
            #expect(point.rate <= knee && point.rate >= knee / 1.2, "\(point)")
            #expect(!point.isFloor)
        }
    }

    @Test func saysAtLeastWhereTheHarnessIsTheLimit() {
        let search = Self.search(knee: 5000, harness: 700)
        #expect(search.frontier().allSatisfy { $0.isFloor && $0.rate <= 700 && $0.rate > 300 })
    }

    @Test func aRateThatPassesOnlyOnceIsNotBelieved() {
        var search = FrontierSearch(from: 50, limits: [100], most: 200)
        var seen: Set<Double> = []
        while let rate = search.next {
            // What lies between 100 and 200 passes the first time only.
            let isRepeated = !seen.insert(rate).inserted
            search.note(Self.test(rate, knee: rate > 100 && isRepeated ? 1 : 200))
        }
        #expect(search.frontier()[0].rate <= 100)
    }

    @Test func whatComesNearThePathWithoutAGatewayIsAFloor() {
        let search = Self.search(knee: 333)
        let ceiling = [FrontierSearch.Point(limit: 5, rate: 340, isFloor: false)]
        #expect(search.frontier(ceiling: ceiling).map(\.isFloor) == [true, false])
    }

    @Test func aGatewayThatCarriesNothingEndsTheSearch() {
        let search = Self.search(knee: 0.1)
        #expect(search.frontier().map(\.rate) == [0, 0])
        #expect(search.tests.count < 20)
    }

    @Test(arguments: [(298, 0), (299, 0), (473, 1), (1000, 4), (10_000, 83)])
    func allowsWhatTheBinomialAllows(count: Int, allowed: Int) {
        #expect(RateTest.allowed(of: count, share: 0.01) == allowed)
    }

    @Test func failuresAndUnsentRequestsSpoilARate() {
        var test = Self.test(10, knee: 100)
        #expect(test.passes(limit: 5))
        #expect(!test.passes(limit: 1))
        test.failed = 100
        #expect(!test.passes(limit: 5))
        test.failed = 0
        test.sent = 900
        #expect(!test.passes(limit: 5))
    }

    @Test func aRateThatWasTriedAgainIsOnePoint() {
        var search = FrontierSearch(from: 10, limits: [5])
        for milliseconds in [2.0, 4, 3] {
            search.note(
                RateTest(
                    rate: 10, offered: 1, sent: 1, failed: 0, latencies: [milliseconds], isHarnessLimited: false))
        }
        let line = PlainFigures.drawing([("gateway", search)]).lines.first
        #expect(line?.x == [10])
        #expect(line?.y == [3])
    }

    @Test func latenessIsThatOfRunsThatCount() {
        var search = FrontierSearch(from: 10, limits: [5])
        for (late, isLimited) in [(0.2, false), (0.5, false), (9, true)] {
            var test = RateTest(
                rate: 10, offered: 1, sent: 1, failed: 0, latencies: [2], isHarnessLimited: isLimited)
            test.latenessP99 = late
            search.note(test)
        }
        #expect(search.latenessP99 == 0.5)
    }
}
