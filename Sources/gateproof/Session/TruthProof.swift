internal import Benchmark
internal import Foundation
internal import MockProvider
internal import ReferenceGateway
internal import Results
internal import Suites

/// `bench --ground-truth`: delays of known length are put in, and have to be found again.
struct TruthProof {
    var target: TargetOptions
    var data: DataOptions
    var options: BenchOptions

    func run() async throws -> ExitStatus {
        let progress = Progress(enabled: !options.quiet)
        return try await Session.with(target, data: data, progress: progress) { session in
            try await BenchWorld.with(session) { world in
                let cores = WakefulCores()
                defer { cores.stop() }
                return try await judge(world, progress)
            }
        }
    }

    private func judge(_ world: BenchWorld, _ progress: Progress) async throws -> ExitStatus {
        var (arms, proxies) = ([BenchArm](), [ByteCopyProxy]())
        do {
            (arms, proxies) = try await delayed(world)
            var play = BenchPlay(world: world, arms: arms, progress: progress)
            let running = proxies
            play.relayed = { try await Self.relayed(running) }
            let outcome = try await play.play(GroundTruth.part, seed: options.seed)
            for proxy in proxies { await proxy.stop() }
            return report(outcome, arms: arms.map(\.name))
        } catch {
            for proxy in proxies { await proxy.stop() }
            throw error
        }
    }

    /// A proxy without a delay, and one for each delay.
    private func delayed(_ world: BenchWorld) async throws -> ([BenchArm], [ByteCopyProxy]) {
        let address = try BenchWorld.address(world.primary.identity)
        guard let bare = world.arms.first(where: { $0.name == "proxy" }) else {
            throw Complaint(.broken, "there is no byte-copy proxy")
        }
        var (arms, proxies) = ([BenchArm](), [ByteCopyProxy]())
        let wanted = [("proxy", ByteCopyProxy.Delays())] + GroundTruth.delays.map { ($0.arm, Self.delays($0)) }
        for (name, delays) in wanted {
            let proxy = try await ByteCopyProxy.start(
                toHost: address.host, port: address.port, delays: delays, isRecording: true)
            proxies.append(proxy)
            var arm = bare
            arm.name = name
            arm.baseURL = "http://127.0.0.1:\(proxy.port)/v1"
            arms.append(arm)
        }
        return (arms, proxies)
    }

    private static func delays(_ delay: GroundTruth.Delay) -> ByteCopyProxy.Delays {
        let nanoseconds = Int64(delay.microseconds * 1000)
        return delay.way == .request ? .init(request: nanoseconds) : .init(chunk: nanoseconds)
    }

    private static func relayed(_ proxies: [ByteCopyProxy]) async throws -> [Int: [Relayed]] {
        var all: [Int: [Relayed]] = [:]
        for (index, proxy) in proxies.enumerated() {
            all[index] = try await proxy.takeRecords().map {
                Relayed(connection: $0.connection, isInward: $0.isInward, readAt: $0.readAt, wroteAt: $0.wroteAt)
            }
        }
        return all
    }

    // MARK: words

    private func report(_ outcome: BenchPlay.Outcome, arms: [String]) -> ExitStatus {
        let table = Tabulation(
            part: outcome.part, arms: arms, measures: outcome.measures, facts: outcome.facts, dropped: outcome.dropped)
        let record = table.record()
        print("\(record.profile): \(record.load)")
        if !record.generator.valid { print("INVALID: not to be quoted") }
        for doubt in record.generator.doubts { print("  - \(doubt)") }
        let all = GroundTruth.recoveries(table.measures, arms: arms)
        print(Self.row(["delay of each", "put in", "really", "found", "interval", "error", "in the interval"]))
        for recovery in all { print(Self.line(recovery)) }
        let missed = GroundTruth.delays.count - all.count(where: \.isRecovered)
        print("\n\(all.count - missed) of \(GroundTruth.delays.count) delays lie in their intervals")
        print("really: by the proxy's own clock. The intervals hold for all delays together with 95 %, and have")
        print("\(Self.short(GroundTruth.allowance)) us on both sides for what its stamps cannot see.")
        return record.generator.valid && missed == 0 ? .success : .broken
    }

    private static func line(_ recovery: Recovery) -> String {
        row([
            recovery.delay.way.rawValue, short(recovery.delay.microseconds) + " us", short(recovery.truth) + " us",
            short(recovery.found.estimate) + " us", "[\(short(recovery.found.low)), \(short(recovery.found.high))]",
            short(recovery.error.estimate) + " us",
            recovery.isUndecided ? "too few rounds" : recovery.isRecovered ? "yes" : "NO",
        ])
    }

    private static func row(_ cells: [String]) -> String {
        zip(cells, [14, 9, 9, 9, 16, 9, 0]).map { cell, width in
            cell.padding(toLength: max(width, cell.count), withPad: " ", startingAt: 0)
        }.joined(separator: " ")
    }

    private static func short(_ value: Double) -> String {
        guard value.isFinite else { return "?" }
        return String(format: abs(value) >= 100 ? "%.0f" : abs(value) >= 10 ? "%.1f" : "%.2f", value)
    }
}
