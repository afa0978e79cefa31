internal import Benchmark
internal import Client
internal import Foundation
internal import MockProvider
internal import Results
internal import Suites
internal import Targets
internal import Wire

/// Plays one part of a profile over some arms and joins what both ends saw.
struct BenchPlay {
    var world: BenchWorld
    var arms: [BenchArm]
    var progress: Progress
    /// By arm, what proxies of ours recorded since it was last asked.
    var relayed: @Sendable () async throws -> [Int: [Relayed]] = { [:] }

    /// What the providers break meanwhile.
    var faults = FaultPlan(steps: [])

    /// What came of a part, before it becomes figures.
    struct Outcome {
        var part: LoadPart
        var measures: [RequestMeasure]
        var facts: RunFacts
        var dropped: Int
    }

    func record(_ part: LoadPart, seed: UInt64) async throws -> BenchRecord {
        let outcome = try await play(part, seed: seed)
        return Tabulation(
            part: outcome.part, arms: arms.map(\.name), measures: outcome.measures, facts: outcome.facts,
            dropped: outcome.dropped
        ).record()
    }

    /// One record for each kind of request of a mix.
    func records(_ part: LoadPart, seed: UInt64) async throws -> [BenchRecord] {
        let outcome = try await play(part, seed: seed)
        let kinds = outcome.part.kinds
        return kinds.enumerated().map { number, kind in
            let own = outcome.measures.filter { $0.arm / arms.count == number }.map { measure in
                var measure = measure
                measure.arm -= number * arms.count
                return measure
            }
            var record = Tabulation(
                part: kind, arms: arms.map(\.name), measures: own, facts: outcome.facts, dropped: outcome.dropped
            ).record()
            let others = kinds.filter { $0.name != kind.name }.map { $0.name.dropFirst(part.name.count + 1) }
            if !others.isEmpty { record.load += "; mixed with \(others.joined(separator: ", "))" }
            return record
        }
    }

    /// Fits the rate to the slowest arm, then plays.
    func play(_ part: LoadPart, seed: UInt64) async throws -> Outcome {
        try await world.primary.prepare(part.replies, arms: arms.count, capacity: 1000)
        var slowest: Int64 = 0
        for (number, kind) in part.kinds.enumerated() {
            for (index, arm) in arms.enumerated() {
                slowest = max(slowest, try await serviceTime(arm, kind, number: number * arms.count + index))
            }
        }
        let fitted = part.fitted(to: slowest)
        if fitted.rate < part.rate * 0.95 {
            progress.say("lowering the rate: the slowest arm adds \(slowest / 1_000_000) ms to each request")
        }
        return try await untilEnough(fitted, seed: seed)
    }

    /// Plays the part, and then so many more rounds as went wrong; three times in all at most.
    private func untilEnough(_ part: LoadPart, seed: UInt64) async throws -> Outcome {
        var all = try await measure(part, Timetable.make(part, arms: arms.count, seed: seed))
        for turn in 1...2 {
            let missing = part.rounds - RoundFilter.good(all.measures).count
            guard missing > 0 else { break }
            try Task.checkCancellation()
            var more = part
            more.rounds = missing
            more.warmUpRounds = min(1, part.warmUpRounds)
            let first = (all.measures.map(\.round).max() ?? -1) + 1
            let timetable = Timetable.make(more, arms: arms.count, seed: seed &+ UInt64(turn) << 32, firstRound: first)
            let next = try await measure(more, timetable)
            all.measures += next.measures
            all.dropped += next.dropped
            all.facts = all.facts.joined(next.facts)
        }
        return all
    }

    /// Nanoseconds that an arm takes beyond the provider's own time: the median of a few requests, one after the other.
    ///
    /// - Parameter number: of the arm and the kind of request, as the provider knows them by.
    private func serviceTime(_ arm: BenchArm, _ part: LoadPart, number: Int) async throws -> Int64 {
        let timetable = Timetable(
            bookings: (1...7).map {
                Timetable.Booking(arm: 0, round: 0, offset: 0, nonce: UInt64($0) << 8 | UInt64(number))
            }, arms: 1)
        let request = arm.request(part)
        let plan = LoadPlan(requests: [request], slots: 1, limits: Self.limits)
        var totals: [Int64] = []
        for booking in timetable.bookings {
            let single = Timetable(bookings: [booking], arms: 1)
            let (summary, _) = try await world.client.load(plan) {
                BenchDirector(
                    timetable: single, places: [BenchArm.place(in: request.body)],
                    log: ClientLog(requests: 1, bytesEach: 4096, readsEach: 64), start: 0, progress: nil)
            }
            guard let row = summary.log.rows.first, row.ready > 0 else { continue }
            if row.status != 200 || !row.isComplete { try complain(arm, row, summary.log) }
            totals.append(row.ended - row.ready - part.providerNanoseconds)
        }
        guard !totals.isEmpty else {
            throw Complaint(.broken, "nothing answers at \(arm.baseURL) (\(arm.name) arm)")
        }
        return totals.sorted()[totals.count / 2]
    }

    private func complain(_ arm: BenchArm, _ row: ClientLog.Row, _ log: ClientLog) throws {
        let body = String(decoding: log.transcript(row).bytes.prefix(200), as: UTF8.self)
        throw Complaint(
            .broken,
            "a plain request to \(arm.baseURL) (\(arm.name) arm) came back as HTTP \(row.status): \(body)")
    }

    // MARK: the measured run

    private static let limits = ClientLimits()

    func measure(_ part: LoadPart, _ timetable: Timetable) async throws -> Outcome {
        let count = timetable.bookings.count
        try await world.primary.prepare(part.replies, arms: arms.count, capacity: count + count / 4 + 1000)
        let requests = part.kinds.flatMap { kind in arms.map { $0.request(kind) } }
        let places = requests.map { BenchArm.place(in: $0.body) }
        let room = Self.room(for: part)
        let hasLongPrompts = part.kinds.contains { $0.promptBytes > 65_536 }
        let plan = LoadPlan(
            requests: requests, slots: hasLongPrompts ? 64 : 512, limits: Self.limits,
            expectedBytes: room.bytes, expectedReads: room.reads)
        let counts = progress.isShown ? BenchProgress() : nil
        let ticker = Task { [progress] in await counts?.show(part.name, of: count, on: progress) }
        let before = (machine: MachineLoad.read(), gateway: world.usage(), all: world.usages.map { $0() })
        let start = Instant.now() + 20_000_000
        for provider in [world.primary, world.backup].compactMap({ $0 }) {
            try await provider.breakDown(faults, from: start)
        }
        let (summary, report) = try await world.client.load(plan) {
            BenchDirector(
                timetable: timetable, places: places,
                log: ClientLog(requests: count, bytesEach: room.bytes, readsEach: room.reads),
                start: start.nanoseconds, progress: counts)
        }
        var facts = Self.facts(report, before.machine, before.gateway, world.usage())
        facts.usage = usage(since: before.all, timetable)
        ticker.cancel()
        progress.clear()
        return try await join(part, timetable, summary, facts)
    }

    /// What one answer may need of the client's memory.
    private static func room(for part: LoadPart) -> (bytes: Int, reads: Int) {
        let kinds = part.kinds
        let bytes = kinds.map { $0.isStream ? $0.eventCount * 400 + 1024 : 4096 }
        return (bytes.max() ?? 4096, (kinds.map(\.eventCount).max() ?? 1) + 8)
    }

    /// By arm, what the launched gateways used.
    private func usage(since before: [ProcessUsage?], _ timetable: Timetable) -> [String: ArmUsage] {
        let gateways = world.arms.map(\.name).filter { $0.hasPrefix("gateway") }
        let pairs = zip(gateways, zip(before, world.usages.map { $0() })).compactMap {
            name, usage -> (String, ArmUsage)? in
            guard let earlier = usage.0, let later = usage.1, let arm = arms.firstIndex(where: { $0.name == name })
            else { return nil }
            let found = ArmUsage(
                nanoseconds: later.scheduledNanoseconds - earlier.scheduledNanoseconds,
                requests: timetable.bookings.count { $0.arm % arms.count == arm }, resident: later.residentBytes,
                proportional: later.proportionalBytes)
            return (name, found)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func join(
        _ part: LoadPart, _ timetable: Timetable, _ summary: BenchDirector.Summary, _ facts: RunFacts
    ) async throws -> Outcome {
        let stamps = try await world.primary.stamps()
        let backup = faults.steps.isEmpty ? nil : try await world.backup?.stamps()
        var facts = facts
        facts.unstamped = stamps.dropped
        let first = arms.firstIndex { $0.name.hasPrefix("gateway") }
        facts.gatewayRequests = timetable.bookings.count { $0.arm % arms.count == first }
        return Outcome(
            part: part,
            measures: timetable.measures(summary.log, stamps, part: part, backup: backup, relayed: try await relayed()),
            facts: facts, dropped: summary.log.dropped.count)
    }

    private static func facts(
        _ report: LoadReport, _ before: MachineLoad, _ gatewayBefore: ProcessUsage?, _ gatewayAfter: ProcessUsage?
    ) -> RunFacts {
        let after = MachineLoad.read()
        let length = max(1, after.nanoseconds(since: before))
        var facts = RunFacts()
        facts.cores = ProcessInfo.processInfo.activeProcessorCount
        facts.nanoseconds = report.nanoseconds
        facts.clientShare = Double(report.processorNanoseconds) / Double(max(1, report.nanoseconds))
        facts.otherShare = max(0, Double(after.process - before.process - report.processorNanoseconds) / length)
        facts.pressure = after.pressure(since: before)
        facts.portShare = after.ports
        facts.steal = after.steal(since: before)
        if let gatewayBefore, let gatewayAfter {
            facts.gatewayShare = (gatewayAfter.cpuSeconds - gatewayBefore.cpuSeconds) * 1e9 / length
            facts.gatewayBytes = gatewayAfter.residentBytes
            if gatewayAfter.proportionalBytes > 0 { facts.gatewayProportionalBytes = gatewayAfter.proportionalBytes }
            let spent = gatewayAfter.scheduledNanoseconds - gatewayBefore.scheduledNanoseconds
            facts.gatewayNanoseconds = spent > 0 ? spent : nil
        }
        return facts
    }
}
