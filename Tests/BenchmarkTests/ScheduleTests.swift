import Suites
import Testing

@testable import Benchmark

@Suite struct ScheduleTests {
    private static func part(rounds: Int = 4, perRound: Int = 6, warmUp: Int = 1) -> LoadPart {
        LoadPart(
            name: "t", answer: .json(bytes: 10), rate: 100, rounds: rounds, perRound: perRound, warmUpRounds: warmUp)
    }

    @Test(arguments: [Arrivals.poisson, .constant, .burst(8)])
    func offersExactlyTheRateThatWasAskedFor(arrivals: Arrivals) {
        let offsets = arrivals.offsets(count: 1000, rate: 200, seed: 7)
        #expect(offsets.count == 1000)
        #expect(offsets == offsets.sorted())
        #expect(offsets.allSatisfy { $0 >= 0 && $0 < 5_000_000_000 })
        #expect(offsets.last.map { $0 > 4_800_000_000 } == true)
        #expect(offsets == arrivals.offsets(count: 1000, rate: 200, seed: 7))
    }

    @Test func poissonGapsSpreadLikeExponentialOnes() {
        let offsets = Arrivals.poisson.offsets(count: 20_000, rate: 1000, seed: 3)
        let gaps = zip(offsets.dropFirst(), offsets).map { Double($0 - $1) / 1e6 }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(gaps.count)
        #expect(abs(mean - 1) < 0.02)
        #expect(abs(variance - 1) < 0.1)
        // Memoryless: e^-1 of the gaps are longer than the mean.
        #expect(abs(Double(gaps.count { $0 > 1 }) / Double(gaps.count) - 0.368) < 0.02)
    }

    @Test func burstsArriveTogether() {
        #expect(Arrivals.burst(2).offsets(count: 5, rate: 1, seed: 1) == [0, 0, 2, 2, 4].map { $0 * 1_000_000_000 })
    }

    @Test(arguments: [1, 2, 3, 5])
    func everyGroupHasEachArmOnce(arms: Int) {
        let timetable = Timetable.make(Self.part(), arms: arms, seed: 11)
        #expect(timetable.bookings.count == 5 * 6 * arms)
        for group in 0..<30 {
            let bookings = timetable.bookings[(group * arms)..<((group + 1) * arms)]
            #expect(bookings.map(\.arm).sorted() == Array(0..<arms))
            #expect(Set(bookings.map(\.round)).count == 1)
        }
        #expect(timetable.bookings.count { $0.round < 0 } == 6 * arms)
        #expect(timetable.measured == 4 * 6 * arms)
        #expect(Set(timetable.bookings.map(\.nonce)).count == timetable.bookings.count)
    }

    @Test func noArmGoesFirstMoreOftenThanChanceAllows() {
        let timetable = Timetable.make(Self.part(rounds: 100, perRound: 10), arms: 3, seed: 5)
        let firsts = stride(from: 0, to: timetable.bookings.count, by: 3).map { timetable.bookings[$0].arm }
        for arm in 0..<3 { #expect(abs(firsts.count { $0 == arm } - 337) < 75) }
    }

    @Test func aMixHasEachKindAsOftenAsAskedInEveryRound() {
        let kinds = [3, 1].enumerated().map { number, count in
            LoadPart(name: "t.\(number)", answer: .json(bytes: 1), rate: 1, rounds: 1, perRound: count)
        }
        let timetable = Timetable.make(Self.part().mixing(kinds), arms: 2, seed: 3)
        #expect(timetable.bookings.count == 5 * 4 * 2)
        for round in -1..<4 {
            let own = timetable.bookings.filter { $0.round == round }
            #expect(own.map(\.arm).sorted() == [0, 0, 0, 1, 1, 1, 2, 3])
        }
        #expect(timetable.bookings.allSatisfy { Int($0.nonce & 0xFF) == $0.arm })
        let lone = stride(from: 0, to: 40, by: 8).map { start in
            timetable.bookings[start..<(start + 8)].firstIndex { $0.arm >= 2 }.map { ($0 - start) / 2 }
        }
        #expect(Set(lone).count > 1, "the rare kind always has the same place")
    }

    @Test func oneSeedGivesOneTimetable() {
        #expect(Timetable.make(Self.part(), arms: 3, seed: 1) == Timetable.make(Self.part(), arms: 3, seed: 1))
        #expect(Timetable.make(Self.part(), arms: 3, seed: 1) != Timetable.make(Self.part(), arms: 3, seed: 2))
    }

    @Test func slowArmsLowerTheRateAndFastOnesDoNot() {
        #expect(Self.part().fitted(to: 1_000_000).rate == 100)
        let slow = Self.part().fitted(to: 30_000_000).rate
        #expect(abs(slow - 10) < 0.001)
    }
}
