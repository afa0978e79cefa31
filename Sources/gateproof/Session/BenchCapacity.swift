internal import Benchmark
internal import Client
internal import Foundation
internal import MockProvider
internal import Results
internal import Suites
internal import Targets
internal import Wire

/// How much load a gateway carries: the frontier of an open loop, and the sweep of a closed one.
struct BenchCapacity {
    var world: BenchWorld
    var progress: Progress

    /// The gateway and the path without it, whose own ceiling tells when the harness is the limit.
    private var arms: [BenchArm] { world.arms.filter { $0.name != "proxy" } }

    // MARK: open loop

    func search(
        _ part: LoadPart, from: Double, seconds: Double, limits: [Double], seed: UInt64
    ) async throws
        -> BenchRecord
    {
        var record = record(
            part, "open loop, \(part.arrivals.words), \(Int(seconds)) s or more at each rate, one arm after the other")
        var searches: [(arm: String, search: FrontierSearch)] = []
        for arm in arms {
            var search = FrontierSearch(from: from, limits: limits)
            while let rate = search.next {
                try Task.checkCancellation()
                progress.tick("\(part.name)  \(arm.name) at \(Int(rate))/s")
                search.note(try await test(part, arm, rate, seconds, seed: seed &+ UInt64(search.tests.count)))
                // Whatever is still queued in the gateway must not spoil the next run.
                try await Task.sleep(for: .milliseconds(300))
            }
            searches.append((arm.name, search))
            let ceiling = arm.name == "direct" ? [] : searches[0].search.frontier()
            record.arms[arm.name] = PlainFigures.frontier(search, ceiling: ceiling)
        }
        record.series = [PlainFigures.drawing(searches)]
        record.generator.latenessP99Microseconds = 1e3 * (searches.map(\.search.latenessP99).max() ?? 0)
        progress.clear()
        return record
    }

    private func test(
        _ part: LoadPart, _ arm: BenchArm, _ rate: Double, _ seconds: Double, seed: UInt64
    ) async throws -> RateTest {
        var part = part
        part.rate = rate
        part.rounds = 10
        part.warmUpRounds = 1
        part.perRound = max(30, Int(rate * seconds / 10))
        let play = BenchPlay(world: world, arms: [arm], progress: Progress(enabled: false))
        let outcome = try await play.measure(part, Timetable.make(part, arms: 1, seed: seed))
        return RateTest(rate: rate, measures: outcome.measures, dropped: outcome.dropped, facts: outcome.facts)
    }

    // MARK: closed loop

    func sweep(_ part: LoadPart, levels: [Int], seconds: Double) async throws -> BenchRecord {
        var record = record(
            part,
            "closed loop (a slow gateway slows the load down), \(Int(seconds)) s at each level, one arm after the other"
        )
        var found: [String: [PlainFigures.Level]] = [:]
        try await world.primary.prepare(part.answer, capacity: 0)
        for level in levels {
            for arm in arms {
                try Task.checkCancellation()
                progress.tick("\(part.name)  \(arm.name) with \(level) in flight")
                found[arm.name, default: []].append(try await closed(part, arm, level, seconds))
            }
        }
        progress.clear()
        for (name, levels) in found { record.arms[name] = PlainFigures.sweep(levels) }
        return record
    }

    private func closed(
        _ part: LoadPart, _ arm: BenchArm, _ level: Int, _ seconds: Double
    ) async throws -> PlainFigures.Level {
        let request = arm.request(part)
        let plan = LoadPlan(requests: [request], slots: level)
        let (found, report) = try await world.client.load(plan) {
            ClosedDirector(
                inFlight: level, place: BenchArm.place(in: request.body), nanoseconds: Int64(seconds * 1e9))
        }
        return PlainFigures.Level(
            inFlight: level, seconds: seconds, latencies: found.latencies, failed: found.failed,
            isHarnessLimited: Double(report.processorNanoseconds) > 0.8 * Double(report.nanoseconds))
    }

    private func record(_ part: LoadPart, _ load: String) -> BenchRecord {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let shared =
            cores < 4 ? ["client, providers and gateway share \(cores) cores: capacities rank nothing here"] : []
        return BenchRecord(
            profile: part.name, load: load + "; " + part.shape, generator: .init(valid: true, doubts: shared), arms: [:]
        )
    }
}

/// Keeps so many requests in flight for a while; a warm-up of a fifth of the time is left out.
private final class ClosedDirector: LoadDirector {
    struct Found: Sendable {
        var latencies: [Double] = []
        var failed = 0
    }

    private let place: Int
    private let counted: Int64
    private let end: Int64
    private var arrivals: Int
    private var nonce: UInt64 = 0
    private var found = Found()

    init(inFlight: Int, place: Int, nanoseconds: Int64) {
        arrivals = inFlight
        self.place = place
        counted = Instant.now().nanoseconds + nanoseconds / 5
        end = counted + nanoseconds
        found.latencies.reserveCapacity(1 << 18)
    }

    func nextArrival() -> Int64? {
        guard arrivals > 0 else { return nil }
        arrivals -= 1
        return 0
    }

    func prepare(_ slot: LoadSlot) {
        nonce += 1
        BenchDirector.write(nonce, into: slot.body, at: place)
    }

    func dropped(intended: Int64) {}

    func finished(_ slot: LoadSlot) -> LoadNext {
        if slot.ended >= counted, slot.ended < end {
            if slot.status == 200, slot.isComplete {
                found.latencies.append(Double(slot.ended - slot.started) / 1e6)
            } else {
                found.failed += 1
            }
        }
        return slot.ended < end ? .again : .rest
    }

    func summary() -> Found { found }
}
