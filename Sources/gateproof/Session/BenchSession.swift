internal import Foundation
internal import Report
internal import Results

/// What `gateproof bench` does: start the session, measure, write, report.
struct BenchSession {
    var target: TargetOptions
    var data: DataOptions
    var options: BenchOptions

    func run() async throws -> ExitStatus {
        let library = try data.library()
        let progress = Progress(enabled: !options.quiet && !options.json)
        return try await Session.with(target, data: data, progress: progress) { session in
            let clock = ContinuousClock()
            let start = clock.now
            progress.say("measuring \(session.target.fullName) (profile \(options.profile))")
            var result = ResultHeader(
                session: session, library: library, folder: try data.suitesFolder(), seed: options.seed
            ).make()
            result.bench = try await BenchRun(
                profile: options.profile, data: data, session: session, progress: progress, seed: options.seed
            ).run()
            result.seconds = start.duration(to: clock.now) / .seconds(1)
            result.complete = true
            try deliver(result)
            return result.bench.allSatisfy(\.generator.valid) ? .success : .broken
        }
    }

    private func deliver(_ result: RunResult) throws {
        if let out = options.out { try write(result, to: out) }
        if options.json {
            print(String(decoding: try ResultWriter.encode(result), as: UTF8.self))
        } else {
            print(TerminalReport(result, style: Terminal.style).text)
            if let out = options.out { print("result  \(out)") }
        }
    }

    private func write(_ result: RunResult, to path: String) throws {
        do {
            var writer = try ResultWriter(path: path)
            try writer.write(result)
            let page = (path.hasSuffix(".json") ? String(path.dropLast(5)) : path) + ".html"
            try HTMLReport(result).text().write(toFile: page, atomically: true, encoding: .utf8)
        } catch {
            throw Complaint(.broken, "\(path) cannot be written: \(error)")
        }
    }
}
