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
            let kept = Self.truth(arms[booking.arm], error: 0)
            measure.stayInward = Int64((kept.inward + 1) * 1000)
            measure.stayOutward = measure.outward.map { _ in Int64((kept.outward + 1) * 1000) }
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
        let found = GroundTruth.recoveries(
            Self.measures(Self.arms) { Self.truth($0, error: 0) }, arms: Self.arms)
        #expect(found.count == 10)
        #expect(found.allSatisfy { $0.isRecovered })
        #expect(found.allSatisfy { abs($0.error.estimate) < 5 })
    }

    @Test func intervalsHaveRoomForWhatStampsCannotSee() {
        let found = GroundTruth.recoveries(
            Self.measures(Self.arms) { Self.truth($0, error: 0) }, arms: Self.arms)
        for recovery in found {
            let (low, high) = (recovery.truth + recovery.error.low, recovery.truth + recovery.error.high)
            #expect(abs(low - recovery.found.low - GroundTruth.allowance) < 1e-6)
            #expect(abs(recovery.found.high - high - GroundTruth.allowance) < 1e-6)
        }
    }

    @Test func seesWhenADelayIsNotWhatItSays() {
        let found = GroundTruth.recoveries(
            Self.measures(Self.arms) { Self.truth($0, error: 40) }, arms: Self.arms)
        #expect(found.allSatisfy { !$0.isRecovered })
    }

    @Test func tooFewRoundsRecoverNothing() {
        let few = Self.measures(Self.arms) { Self.truth($0, error: 0) }.filter { $0.round < 3 }
        let found = GroundTruth.recoveries(few, arms: Self.arms)
        #expect(found.allSatisfy { $0.isUndecided && !$0.isRecovered })
    }

    @Test func findsReadsAgainByCauseAndLeavesDoubtfulOnesOut() {
        let relayed = { (connection: Int, isInward: Bool, at: Int64, stay: Int64) in
            Relayed(connection: connection, isInward: isInward, readAt: at, wroteAt: at + stay)
        }
        let all = [
            relayed(0, true, 110, 50), relayed(0, false, 210, 5), relayed(0, false, 310, 6), relayed(0, false, 320, 7),
            relayed(1, true, 1110, 40), relayed(2, true, 1120, 40),
        ]
        let visits = RelayedRequests(all)
        let stays = visits.stays(sent: 100, arrived: 170, writes: [200, 300])
        #expect(stays.request == 50)
        #expect(stays.events == [5, 6])
        // Two requests were under way: neither is certain.
        #expect(visits.stays(sent: 1100, arrived: 1200, writes: [1300]).request == nil)
        // The proxy had not written on yet.
        #expect(visits.stays(sent: 100, arrived: 150, writes: [200]).request == nil)
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
