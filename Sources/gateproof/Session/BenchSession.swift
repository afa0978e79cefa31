internal import Client
internal import Conformance
internal import Foundation
internal import Report
internal import Results

/// What `gateproof bench` does: start the session, measure, write after each part, report.
struct BenchSession {
    var target: TargetOptions
    var data: DataOptions
    var options: BenchOptions
    var gate: GateOptions

    func run() async throws -> ExitStatus {
        let library = try data.library()
        let progress = Progress(enabled: !options.quiet && !options.json)
        let baseline = try BaselineGate(gate.baseline)
        let past = try Resumption(gate.resume)
        var plan = PlanHash()
        plan.add(try BenchRun.profile(named: options.profile, data: data))
        var file = try (options.out ?? gate.resume).map { try ResultFile(path: $0) }
        let neighbours = BenchNeighbours(target: target, data: data)
        return try await neighbours.with(progress) { session, others in
            var header = ResultHeader(
                session: session, library: library, folder: try data.suitesFolder(), seed: options.seed, plan: plan
            ).make()
            // No case was played.
            header.requirements = nil
            if !others.isEmpty { header.target.name = neighbours.names.joined(separator: ", ") }
            var result = try past?.carriedOn(as: header) ?? header
            let bench = BenchRun(
                profile: options.profile, data: data, session: session, progress: progress, seed: options.seed,
                others: others)
            try await measure(&result, bench, file: &file)
            try deliver(result, file: file)
            let isValid = result.bench.allSatisfy(\.generator.valid)
            guard let baseline else { return isValid ? .success : .broken }
            let status = baseline.tell(
                try await baseline.judge(result) { try await bench.again() }, json: options.json)
            return isValid || status != .success ? status : .broken
        }
    }

    private func measure(_ result: inout RunResult, _ bench: BenchRun, file: inout ResultFile?) async throws {
        let (clock, before) = (ContinuousClock(), result.seconds)
        let start = clock.now
        bench.progress.say("measuring \(result.target.name) (profile \(options.profile))")
        try file?.write(result)
        var kept = result
        result.bench = try await bench.run(done: result.bench) { records in
            kept.bench = records
            kept.seconds = before + start.duration(to: clock.now) / .seconds(1)
            try file?.write(kept)
        }
        result.seconds = before + start.duration(to: clock.now) / .seconds(1)
        result.complete = true
        try file?.write(result)
    }

    private func deliver(_ result: RunResult, file: ResultFile?) throws {
        if let file { try ResultFile.put(try HTMLReport(result).text(), into: file.htmlPath) }
        if options.json {
            print(String(decoding: try ResultWriter.encode(result), as: UTF8.self))
        } else {
            print(TerminalReport(result, style: Terminal.style).text)
            if let file { print("result  \(file.path)") }
        }
    }
}

extension BenchRun {
    /// The same once more, with another seed and, where it is ours, a gateway that was started anew.
    func again() async throws -> [BenchRecord] {
        progress.say("something became slower: measuring a second time")
        try await session.restart()
        var second = self
        second.seed = seed ^ 0x5EC0_4D00
        return try await second.run()
    }
}
