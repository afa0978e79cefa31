import Results
import Testing

@testable import Benchmark

@Suite struct ProofTests {
    /// A world in which each delay takes exactly as long as it says, with a little noise.
    private static func measures(
        _ arms: [String], add: (String) -> (inward: Double, outward: Double)
    ) -> [RequestMeasure] {
        var draw = Draw(seed: 8)
        return Timetable.make(GroundTruth.part, arms: arms.count, seed: 3).bookings.map { booking in
            var measure = RequestMeasure(arm: booking.arm, round: booking.round)
            let more = add(arms[booking.arm])
            measure.isGood = true
            measure.ttft = 5_000_000
            measure.inward = Int64((90 + more.inward + draw.share() * 20) * 1000)
            measure.outward = (0..<8).map { _ in Int64((70 + more.outward + draw.share() * 20) * 1000) }
            return measure
        }
    }

    private static func record(_ arms: [String], add: (String) -> (inward: Double, outward: Double)) -> BenchRecord {
        Tabulation(
            part: GroundTruth.part, arms: arms, measures: measures(arms, add: add), facts: RunFacts(), dropped: 0
        ).record()
    }

    private static let arms = ["proxy"] + GroundTruth.delays.map(\.arm)

    private static func truth(_ arm: String, error: Double) -> (inward: Double, outward: Double) {
        guard let delay = GroundTruth.delays.first(where: { $0.arm == arm }) else { return (0, 0) }
        let length = delay.microseconds + error
        return delay.way == .request ? (length, 0) : (0, length)
    }

    @Test func findsTheDelaysThatAreThere() {
        let found = GroundTruth.recoveries(Self.record(Self.arms) { Self.truth($0, error: 0) })
        #expect(found.count == 10)
        // Intervals of 95 %: one of ten may miss.
        #expect(found.filter(\.isRecovered).count >= 9)
        #expect(found.allSatisfy { abs($0.error) < 5 })
    }

    @Test func seesWhenADelayIsNotWhatItSays() {
        let found = GroundTruth.recoveries(Self.record(Self.arms) { Self.truth($0, error: 40) })
        #expect(found.allSatisfy { !$0.isRecovered })
    }

    @Test func comparesEachArmWithItsCopyOnly() {
        let arms = ["direct", "gateway", "direct.again", "gateway.again"]
        let record = Self.record(arms) { _ in (0, 0) }
        #expect(
            Set((record.contrasts ?? []).map { "\($0.arm) \($0.against)" }) == [
                "direct.again direct", "gateway.again gateway",
            ])
        let findings = NoiseFloor.findings(record)
        #expect(!findings.isEmpty)
        let alarms = findings.filter(\.isFalseAlarm)
        #expect(alarms.count <= 2)
        let shifted = Self.record(arms) { $0 == "gateway.again" ? (30, 30) : (0, 0) }
        let seen = NoiseFloor.findings(shifted).filter { $0.arm == "gateway" && $0.metric == "in" }
        #expect(seen.count == 2)
        #expect(seen.filter(\.isFalseAlarm).count == 2)
    }
}
