internal import Benchmark
internal import Client
internal import Foundation
internal import MockProvider
internal import Results
internal import Suites
internal import Wire

/// Load on the failover route while the providers break as planned.
struct BenchFaultRun {
    var world: BenchWorld
    var progress: Progress

    func record(_ part: LoadPart, plan: FaultPlan, seconds: Double, seed: UInt64) async throws -> BenchRecord {
        guard !world.failover.isEmpty, world.backup != nil else {
            throw Complaint(.usage, "\(part.name) needs a gateway with a failover route and a backup provider")
        }
        var part = part
        part.warmUpRounds = 0
        part.perRound = max(1, Int(part.rate))
        part.rounds = max(1, Int(seconds * part.rate) / part.perRound)
        let arms = world.failover
        let timetable = Timetable.make(part, arms: arms.count, seed: seed)
        try await world.backup?.prepare(part.answer, capacity: timetable.bookings.count * 4 + 1000)
        var play = BenchPlay(world: world, arms: arms, progress: progress)
        play.faults = plan
        let outcome = try await play.measure(part, timetable)
        return record(part, plan, outcome, arms: arms.map(\.name), seconds: Int(seconds.rounded(.up)))
    }

    private func record(
        _ part: LoadPart, _ plan: FaultPlan, _ outcome: BenchPlay.Outcome, arms: [String], seconds: Int
    ) -> BenchRecord {
        let validity = Validity.ofGenerator(outcome.measures, facts: outcome.facts, dropped: outcome.dropped)
        var words = part.words(arms: arms.count)
        if !part.objectives.isEmpty { words += "; good is \(part.objectives.words)" }
        var record = BenchRecord(
            profile: part.name, load: words + "; " + plan.words,
            generator: .init(
                valid: validity.isValid, doubts: validity.faults + validity.remarks,
                latenessP99Microseconds: validity.latenessP99, clientCPUShare: outcome.facts.clientShare,
                facts: GeneratorFacts(measures: outcome.measures, facts: outcome.facts).list), arms: [:])
        var lines: [BenchSeries.Line] = []
        for (index, arm) in arms.enumerated() {
            let account = FaultAccount(
                plan: plan, measures: outcome.measures.filter { $0.arm == index }, objectives: part.objectives)
            record.arms[arm] = account.figures
            lines += account.lines(arm: arm, seconds: seconds)
        }
        record.series = [
            BenchSeries(
                key: "timeline", title: "load while providers break", x: .init("since the start", unit: "s"),
                y: .init("requests", unit: "1/s"), lines: lines,
                marks: plan.steps.map { .init(x: Double($0.at) / 1e9, text: $0.words) })
        ]
        return record
    }
}
