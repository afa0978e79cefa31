import Results
import Suites
import Testing

@testable import Benchmark

@Suite struct JudgementTests {
    private static let arms = ["direct", "proxy", "gateway"]
    private static let part = LoadPart(
        name: "t", answer: .stream(Fixture.pace), rate: 100, rounds: 12, perRound: 8, warmUpRounds: 1)

    /// Three arms whose one-way times are 50, 100 and 300 us, with a little that differs from request to request.
    private static func measures(change: (inout RequestMeasure) -> Void = { _ in }) -> [RequestMeasure] {
        var draw = Draw(seed: 4)
        return Timetable.make(part, arms: 3, seed: 2).bookings.map { booking in
            var measure = RequestMeasure(arm: booking.arm, round: booking.round)
            let noise = Int64(draw.share() * 4000)
            let way = [50_000, 100_000, 300_000][booking.arm] + noise
            measure.offset = booking.offset
            measure.isGood = true
            measure.correlation = .exact
            measure.attempts = 1
            measure.lateness = 20_000
            measure.inward = way
            measure.outward = [way, way]
            measure.residual = 2000
            measure.total = 2 * way
            measure.ttft = 5_000_000 + way
            measure.closed = 9_000_000
            change(&measure)
            return measure
        }
    }

    private static func record(
        facts: RunFacts = quiet, dropped: Int = 0, change: (inout RequestMeasure) -> Void = { _ in }
    ) -> BenchRecord {
        Tabulation(part: part, arms: arms, measures: measures(change: change), facts: facts, dropped: dropped).record()
    }

    private static let quiet: RunFacts = {
        var facts = RunFacts()
        facts.cores = 8
        return facts
    }()

    @Test func aQuietRunIsValidAndFindsWhatWasAdded() throws {
        let record = Self.record()
        #expect(record.generator.valid)
        #expect(record.generator.doubts == [])
        #expect(record.arms["gateway"]?["in"]?.count == 96)
        #expect(record.arms["gateway"]?["out"]?.count == 192)
        #expect(record.arms["gateway"]?["in"]?.rounds?["p50"]?.count == 12)
        let over = try #require(
            record.contrasts?.first {
                $0.metric == "in" && $0.quantile == "p50" && $0.arm == "gateway" && $0.against == "direct"
            })
        #expect(over.low <= 250 && over.high >= 250)
        #expect(abs(over.estimate - 250) < 2)
        #expect(over.resolution < 4)
        let beyond = try #require(record.contrasts?.first { $0.metric == "in" && $0.against == "proxy" })
        #expect(abs(beyond.estimate - 200) < 2)
    }

    @Test func theWarmUpIsLeftOut() {
        let record = Self.record { if $0.round < 0 { $0.inward = 1_000_000_000 } }
        #expect(record.arms["direct"]?["in"]?.max.isLess(than: 1000) == true)
    }

    @Test func onlyGoodRequestsGiveFigures() {
        let record = Self.record {
            if $0.arm == 2, $0.offset % 2 == 0 {
                $0.isGood = false
                $0.trouble = "status 500"
                $0.inward = 90_000_000
            }
        }
        #expect(record.generator.valid)
        #expect(record.arms["gateway"]?["in"]?.max.isLess(than: 1000) == true)
        #expect(record.generator.doubts.contains { $0.contains("requests of the gateway arm failed") })
    }

    @Test(arguments: [
        ("late", { @Sendable (m: inout RequestMeasure) in m.lateness = 3_000_000 }, "ms late"),
        ("negative", { @Sendable (m: inout RequestMeasure) in m.inward = -5 }, "before they were sent"),
        ("negative out", { @Sendable (m: inout RequestMeasure) in m.outward = [-1] }, "before they were sent"),
        ("residual", { @Sendable (m: inout RequestMeasure) in m.residual = 400_000 }, "not accounted for"),
        (
            "direct fails",
            { @Sendable (m: inout RequestMeasure) in
                if m.arm == 0 {
                    m.isGood = false
                    m.trouble = "status 500"
                }
            }, "of the direct arm failed"
        ),
    ])
    func runsThatMustNotBeQuotedSaySo(
        name: String, change: @Sendable (inout RequestMeasure) -> Void, words: String
    ) {
        let generator = Self.record(change: change).generator
        #expect(!generator.valid, "\(name)")
        #expect(generator.doubts.contains { $0.contains(words) }, "\(generator.doubts)")
    }

    @Test func aBusyClientAndDroppedRequestsSpoilARun() {
        var facts = Self.quiet
        facts.clientShare = 0.9
        #expect(Self.record(facts: facts).generator.doubts.contains { $0.contains("the harness is the limit") })
        #expect(!Self.record(facts: facts).generator.valid)
        #expect(!Self.record(dropped: 1).generator.valid)
    }

    @Test func pressureAndFewCoresAreRemarks() {
        var facts = Self.quiet
        facts.cores = 2
        facts.pressure = 0.9
        facts.steal = 0.5
        let generator = Self.record(facts: facts).generator
        #expect(generator.valid)
        #expect(generator.doubts.count == 3)
    }

    @Test func latenessIsJudgedAgainstTheTimeToFirstToken() {
        #expect(Validity.latenessLimit(Self.measures { $0.ttft = 40_000_000 }) == 4)
        #expect(Validity.latenessLimit(Self.measures { $0.ttft = 1_000_000 }) == 1)
    }
}

@Suite struct RoundFilterTests {
    /// Ten requests in each of four rounds; those of round `bad` start late.
    private static func measures(bad: Set<Int>) -> [RequestMeasure] {
        (-1..<4).flatMap { round in
            (0..<10).map { _ in
                var measure = RequestMeasure(arm: 0, round: round)
                measure.lateness = bad.contains(round) ? 5_000_000 : 10_000
                measure.ttft = 5_000_000
                measure.isGood = true
                measure.inward = bad.contains(round) ? 900_000 : 50_000
                return measure
            }
        }
    }

    private static func record(bad: Set<Int>) -> BenchRecord {
        let part = LoadPart(name: "t", answer: .json(bytes: 1), rate: 10, rounds: 4, perRound: 10)
        var facts = RunFacts()
        facts.cores = 8
        return Tabulation(
            part: part, arms: ["direct"], measures: measures(bad: bad), facts: facts, dropped: 0
        ).record()
    }

    @Test func roundsWithLateStartsDoNotCount() {
        #expect(RoundFilter.good(Self.measures(bad: [2, -1])) == [0, 1, 3])
        let record = Self.record(bad: [2])
        #expect(record.arms["direct"]?["in"]?.max == 50)
        #expect(record.arms["direct"]?["in"]?.rounds?["p50"]?.count == 3)
        #expect(record.arms["direct"]?["rps_ok"]?.mean == 10)
        #expect(!record.generator.valid)
        #expect(
            record.generator.doubts == [
                "1 of 4 rounds were left out because requests started late: too noisy, repeat on an idle machine"
            ])
    }

    @Test func oneLateRequestOfAHundredIsLeftWhereItIs() {
        var measures = Self.measures(bad: [])
        // 40 requests count: none of them may be late.
        measures[20].lateness = 5_000_000
        #expect(RoundFilter.good(measures) == [0, 2, 3])
        let many = (0..<200).map { index in
            var measure = RequestMeasure(arm: 0, round: index / 50)
            measure.lateness = [3, 60].contains(index) ? 5_000_000 : 0
            return measure
        }
        #expect(RoundFilter.good(many) == [0, 1, 2, 3])
    }

    @Test func withoutAGoodRoundAllAreShownAndInvalid() {
        let record = Self.record(bad: [0, 1, 2, 3])
        #expect(record.arms["direct"]?["in"]?.count == 40)
        #expect(!record.generator.valid)
    }

    @Test func roundsOfASecondTurnGoOnCounting() {
        let part = LoadPart(name: "t", answer: .json(bytes: 1), rate: 10, rounds: 2, perRound: 3)
        let rounds = Timetable.make(part, arms: 2, seed: 1, firstRound: 7).bookings.map(\.round)
        #expect(Set(rounds) == [-1, 7, 8])
    }
}
