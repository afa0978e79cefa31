internal import Checks
internal import Conformance
internal import Foundation
internal import Report
internal import Results
internal import Suites
internal import Targets

/// What `gateproof run` does: plan, play, write after every case, report.
struct ConformanceRun {
    var target: TargetOptions
    var data: DataOptions
    var options: RunOptions
    /// The files to play, where they are not those of the data folder.
    var library: Library?
    /// The recording that the library was made of, if any.
    var recording: String?
    var gate: GateOptions
    /// Takes the finished result and its path in place of the terminal, where this run is one of several.
    var collect: (@Sendable (RunResult, String) -> Void)?

    func run() async throws -> ExitStatus {
        let library = try self.library ?? data.library()
        // A misspelt id is told before anything is started.
        do { _ = try library.select(options.suite) } catch { throw Complaint(.usage, "\(error)") }
        let baseline = try BaselineGate(gate.baseline, folder: options.resultsFolder, strict: options.strict)
        let past = try Resumption(gate.resume)
        if let junit = options.junit { try ResultFile.probe(junit) }
        let progress = Progress(enabled: !options.quiet && !options.json, verbose: options.verbose)
        return try await Session.with(target, data: data, progress: progress) { session in
            var store = try ResultFile(target: session.target, options: options, resume: gate.resume)
            let session = try await examined(session, library: library, progress: progress)
            var result = try await play(library, past, session: session, store: &store, progress: progress)
            let bench = try await measured(&result, session: session, store: &store, progress: progress)
            try await stopped(&result, session: session, progress: progress)
            try complete(&result, session: session, store: &store, baseline: baseline?.baseline)
            guard let baseline else { return Self.status(result) }
            return baseline.tell(
                try await baseline.judge(result) { try await bench?.again() ?? [] }, json: options.json)
        }
    }

    /// Plays what is to be played, or what is left of it; the result is in the file after every case.
    private func play(
        _ library: Library, _ past: Resumption?, session: Session, store: inout ResultFile, progress: Progress
    ) async throws -> RunResult {
        let plan = try CasePlan(library: library, target: session.target, options: options).cases()
        let list = KnownFailingFile(target: session.target, library: library, options: options)
        let known = try list.load()
        let header = ResultHeader(
            session: session, library: library, folder: try data.suitesFolder(), seed: options.seed,
            plan: try planned(plan)
        ).make()
        var result = try past?.carriedOn(as: header) ?? header
        let done = Dictionary(result.cases.map { ($0.id, $0.verdict) }) { first, _ in first }
        if past != nil { progress.say("\(done.count) of \(plan.count) cases are in the file already") }
        try store.write(result)
        let (clock, before) = (ContinuousClock(), result.seconds)
        let start = clock.now
        var runner = self.runner(session, known: known)
        var repetitions = Repetitions()
        let traits = Traits()
        runner.player.traits = traits
        runner.player.vigil = vigil(session)
        var memory = GatewayMemory(usage: session.usage)
        var pause = TraitsPause()
        for number in 0..<options.repetitions {
            runner.player.repetition = number
            let order = options.shuffle ? plan.shuffled(seed: options.seed, repetition: number) : plan
            do {
                try await runner.run(order.filter { done[$0.definition.id] == nil }, done: done) { record in
                    result.put(repetitions.add(record))
                    memory.sample()
                    pause.whenDue { result.properties = Self.properties(traits.records() + memory.records, past: past) }
                    result.seconds = before + start.duration(to: clock.now) / .seconds(1)
                    result.summary = Summary(cases: result.cases, strict: options.strict, complete: false)
                    try store.write(result)
                    progress.judged(record, of: plan.count, in: result)
                }
            } catch let gone as GatewayGone {
                progress.clear()
                throw Self.lost(gone, judged: result.cases.count, of: plan.count, path: store.path)
            }
        }
        progress.clear()
        result.properties = Self.properties(traits.records() + memory.records, past: past)
        if !repetitions.flaky.isEmpty { progress.say("flaky: " + repetitions.flaky.joined(separator: ", ")) }
        if options.writeKnownFailing { progress.say(try list.write(result)) }
        return result
    }

    private func vigil(_ session: Session) -> Vigil {
        Vigil(
            world: session.world, wiring: session.wiring, mutes: max(16, 2 * options.jobs),
            revive: session.process == nil ? nil : session.restart)
    }

    /// What to say when the gateway is gone in mid-run; the file has all that was judged before.
    private static func lost(_ gone: GatewayGone, judged: Int, of count: Int, path: String) -> Complaint {
        Complaint(
            .broken,
            "\(gone). \(judged) of \(count) cases were judged before; start the gateway again and carry on with "
                + "--resume \(path)")
    }

    /// The traits that were measured now, and those of before an interruption.
    private static func properties(_ records: [PropertyRecord], past: Resumption?) -> [PropertyRecord] {
        past.map { TraitsOfTwoParts.joined($0.past.properties, records) } ?? records
    }

    /// Digest of the cases, and of the load profile where one is to be measured.
    private func planned(_ cases: [PlannedCase]) throws -> PlanHash {
        var plan = PlanHash()
        plan.add(cases, options: options)
        if let profile = options.bench { plan.add(try BenchRun.profile(named: profile, data: data)) }
        return plan
    }

    /// The session once its gateway has answered a plain request; a gateway without a target file is asked what it serves.
    private func examined(_ session: Session, library: Library, progress: Progress) async throws -> Session {
        if let problem = try await Preflight(world: session.world, wiring: session.wiring).problem() {
            throw Complaint(.broken, problem)
        }
        guard session.target.name == "custom", target.features == nil else { return session }
        let probe = FeatureProbe(
            world: session.world, wiring: session.wiring, requests: library.requests, scripts: library.scripts)
        var session = session
        session.target = try await probe.probed()
        session.wiring.target = session.target
        let missing = library.features.keys.filter { !session.target.features.contains($0) }.sorted()
        progress.say(
            "the gateway does not show, and is not judged on: \(missing.joined(separator: ", ")) "
                + "(`--features` names them; suites/features.yaml tells what each means)")
        return session
    }

    /// Measures the load profile that was asked for, if any; the result is in the file after every part.
    private func measured(
        _ result: inout RunResult, session: Session, store: inout ResultFile, progress: Progress
    ) async throws -> BenchRun? {
        guard let profile = options.bench else { return nil }
        progress.say("measuring what the gateway adds (profile \(profile))")
        let bench = BenchRun(profile: profile, data: data, session: session, progress: progress, seed: options.seed)
        let (clock, before) = (ContinuousClock(), result.seconds)
        let start = clock.now
        var kept = result
        result.bench = try await bench.run(done: result.bench) { records in
            kept.bench = records
            try store.write(kept)
        }
        result.seconds = before + start.duration(to: clock.now) / .seconds(1)
        return bench
    }

    /// Stops a launched gateway in mid-stream, last of all; starts it anew where something is still to be measured.
    private func stopped(_ result: inout RunResult, session: Session, progress: Progress) async throws {
        guard let process = session.process, session.target.features.contains("chat.stream") else { return }
        progress.say("stopping \(session.target.title) in mid-stream")
        result.properties += try await StopProbe(
            world: session.world, wiring: session.wiring, terminate: { process.terminate() },
            isRunning: { process.isRunning }
        ).measured()
        if options.bench != nil, gate.baseline != nil { try await session.restart() }
    }

    private func complete(
        _ result: inout RunResult, session: Session, store: inout ResultFile, baseline: RunResult?
    ) throws {
        result.complete = true
        result.summary = Summary(cases: result.cases, strict: options.strict, complete: true)
        try store.write(result)
        try Delivery(
            options: options, store: store, isBuiltin: session.target.name == "builtin", baseline: baseline,
            collect: collect
        ).deliver(result)
    }

    private func runner(_ session: Session, known: KnownFailing) -> Runner {
        let player = CasePlayer(
            world: session.world, wiring: session.wiring, seed: options.seed, keepAllEvidence: options.allEvidence,
            replayPrefix: ReplayLine(target: target, recording: recording).text)
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
