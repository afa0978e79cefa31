internal import Checks
internal import Conformance
internal import Foundation
internal import Report
internal import Results
internal import Suites

/// What `gateproof run` does: plan, play, write after every case, report.
struct ConformanceRun {
    var target: TargetOptions
    var data: DataOptions
    var options: RunOptions

    func run() async throws -> ExitStatus {
        let library = try data.library()
        // A misspelt id is told before anything is started.
        do { _ = try library.select(options.suite) } catch { throw Complaint(.usage, "\(error)") }
        let progress = Progress(enabled: !options.quiet && !options.json)
        return try await Session.with(target, data: data, progress: progress) { session in
            try await play(library, session: session, progress: progress)
        }
    }

    private func play(_ library: Library, session: Session, progress: Progress) async throws -> ExitStatus {
        var store = try ResultFile(target: session.target, options: options)
        let session = try await examined(session, library: library, progress: progress)
        let plan = try CasePlan(library: library, target: session.target, options: options).cases()
        let list = KnownFailingFile(target: session.target, library: library, options: options)
        let known = try list.load()
        var result = ResultHeader(
            session: session, library: library, folder: try data.suitesFolder(), seed: options.seed
        ).make()
        try store.write(result)
        let clock = ContinuousClock()
        let start = clock.now
        var runner = self.runner(session, known: known)
        var repetitions = Repetitions()
        let traits = Traits()
        runner.player.traits = traits
        var memory = GatewayMemory(usage: session.usage)
        for number in 0..<options.repetitions {
            runner.player.repetition = number
            let order = options.shuffle ? plan.shuffled(seed: options.seed, repetition: number) : plan
            try await runner.run(order) { record in
                result.put(repetitions.add(record))
                memory.sample()
                result.seconds = start.duration(to: clock.now) / .seconds(1)
                result.summary = Summary(cases: result.cases, strict: options.strict, complete: false)
                try store.write(result)
                progress.tick("\(result.cases.count)/\(plan.count)  \(record.id)")
            }
        }
        progress.clear()
        result.properties = traits.records() + memory.records
        if !repetitions.flaky.isEmpty { progress.say("flaky: " + repetitions.flaky.joined(separator: ", ")) }
        if options.writeKnownFailing { progress.say(try list.write(result)) }
        return try await finish(&result, store: &store, session: session, clock: (clock, start), progress: progress)
    }

    /// The session once its gateway has answered a plain request; a gateway without a target file is asked what it serves.
    private func examined(_ session: Session, library: Library, progress: Progress) async throws -> Session {
        if let problem = try await Preflight(world: session.world, wiring: session.wiring).problem() {
            throw Complaint(.broken, problem)
        }
        guard session.target.name == "custom", target.features == nil else { return session }
        let probe = FeatureProbe(world: session.world, wiring: session.wiring, requests: library.requests)
        var session = session
        session.target = try await probe.probed()
        session.wiring.target = session.target
        let missing = library.features.keys.filter { !session.target.features.contains($0) }.sorted()
        progress.say("the gateway does not show, and is not judged on: \(missing.joined(separator: ", "))")
        return session
    }

    private func finish(
        _ result: inout RunResult, store: inout ResultFile, session: Session,
        clock: (ContinuousClock, ContinuousClock.Instant), progress: Progress
    ) async throws -> ExitStatus {
        if let profile = options.bench {
            progress.say("measuring what the gateway adds (profile \(profile))")
            result.bench = try await BenchRun(
                profile: profile, data: data, session: session, progress: progress, seed: options.seed
            ).run()
        }
        result.seconds = clock.1.duration(to: clock.0.now) / .seconds(1)
        result.complete = true
        result.summary = Summary(cases: result.cases, strict: options.strict, complete: true)
        try store.write(result)
        try Delivery(options: options, store: store, isBuiltin: session.target.name == "builtin").deliver(result)
        return Self.status(result)
    }

    private func runner(_ session: Session, known: KnownFailing) -> Runner {
        let player = CasePlayer(
            world: session.world, wiring: session.wiring, seed: options.seed, keepAllEvidence: options.allEvidence,
            replayPrefix: ReplayLine(target: target).text)
        return Runner(
            player: player, known: known, jobs: options.jobs,
            isolatesFaults: session.target.recovery != .none, recover: session.recovery())
    }

    private static func status(_ result: RunResult) -> ExitStatus {
        switch result.summary.verdict {
        case "pass": .success
        case "error": .broken
        default: .conformance
        }
    }
}

extension RunResult {
    /// Puts a case's record in its place, or in the place of an earlier play's.
    fileprivate mutating func put(_ record: CaseRecord) {
        let place = cases.firstIndex { $0.id >= record.id } ?? cases.endIndex
        if place < cases.endIndex, cases[place].id == record.id {
            cases[place] = record
        } else {
            cases.insert(record, at: place)
        }
    }
}
