internal import Conformance
internal import Foundation
internal import Results
internal import Suites

/// What `gateproof run --live` does: the cases that need no control over the provider, within a budget.
struct LiveSession {
    var target: TargetOptions
    var data: DataOptions
    var options: RunOptions
    var live: LiveOptions
    var gate: GateOptions

    func run() async throws -> ExitStatus {
        let library = try data.library()
        do { _ = try library.select(options.suite) } catch { throw Complaint(.usage, "\(error)") }
        let reference = try self.reference()
        let baseline = try BaselineGate(gate.baseline, folder: options.resultsFolder, strict: options.strict)
        if let junit = options.junit { try ResultFile.probe(junit) }
        let progress = Progress(enabled: !options.quiet && !options.json)
        var target = target
        // The local providers play the well-behaved provider's part; nobody outside knows their ports.
        target.reach.primary = "127.0.0.1:0"
        target.reach.backup = "127.0.0.1:0"
        return try await Session.with(target, data: data, progress: progress) { session in
            let result = try await play(
                library, session, reference: reference, baseline: baseline?.baseline, progress: progress)
            let status = Self.status(result)
            guard let baseline, status != .broken else { return status }
            return baseline.tell(try await baseline.judge(result) { [] }, json: options.json)
        }
    }

    private func reference() throws -> LiveRun.Reference? {
        guard let text = live.reference else { return nil }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host != nil else {
            throw Complaint(.usage, "--reference \(text): write a base URL such as https://api.openai.com/v1")
        }
        let name = try live.referenceModel ?? TargetChoice(options: target, data: data).resolve().direct.model
        return LiveRun.Reference(
            baseURL: text.hasSuffix("/") ? String(text.dropLast()) : text, model: name,
            key: try EnvironmentKey(live.referenceKeyEnv).value)
    }

    private func play(
        _ library: Library, _ session: Session, reference: LiveRun.Reference?, baseline: RunResult?, progress: Progress
    ) async throws -> RunResult {
        let plan = try CasePlan(library: library, target: session.target, options: options).cases()
        var store = try ResultFile(target: session.target, options: options)
        var hash = PlanHash()
        hash.add(plan, options: options)
        var result = ResultHeader(
            session: session, library: library, folder: try data.suitesFolder(), seed: options.seed, plan: hash,
            isLive: true
        ).make()
        let prices = live.priceIn.flatMap { prompt in live.priceOut.map { (prompt: prompt, completion: $0) } }
        var run = LiveRun(
            world: session.world, wiring: session.wiring, reference: reference,
            budget: LiveBudget(maxRequests: live.maxRequests, maxCost: live.maxCost, pricePerMillion: prices),
            scripts: library.scripts)
        run.addition = live.maxTokens > 0 ? "\"max_tokens\":\(live.maxTokens)" : ""
        run.answerTokens = live.maxTokens > 0 ? live.maxTokens : 4096
        run.seed = UInt64(Date().timeIntervalSince1970)
        run.replayPrefix = ReplayLine(target: target).text
        let clock = ContinuousClock()
        let start = clock.now
        let spent = try await run.run(plan) { record in
            result.cases.append(record)
            result.summary = Summary(cases: result.cases, strict: options.strict, complete: false)
            if record.verdict != .notMeasurable { try store.write(result) }
            progress.tick("\(result.cases.count)/\(plan.count)  \(record.id)")
        }
        progress.clear()
        result.cases.sort { $0.id < $1.id }
        result.seconds = start.duration(to: clock.now) / .seconds(1)
        result.complete = true
        result.summary = Summary(cases: result.cases, strict: options.strict, complete: true)
        try store.write(result)
        try Delivery(options: options, store: store, isBuiltin: false, baseline: baseline).deliver(result)
        if !options.json { print(Self.bill(spent, judged: result)) }
        return result
    }

    /// What was spent, and how much of the suite that bought.
    private static func bill(_ budget: LiveBudget, judged result: RunResult) -> String {
        let judged = result.cases.count { [.pass, .fail].contains($0.verdict) }
        let cost =
            budget.pricePerMillion == nil && budget.cost == 0 ? "cost unknown" : String(format: "%.4f USD", budget.cost)
        let answers = "\(budget.untold) \(budget.untold == 1 ? "answer" : "answers")"
        let untold = budget.untold > 0 ? ", \(answers) told no usage" : ""
        return "live    \(judged) of \(result.cases.count) cases judged; "
            + "\(budget.requests) \(budget.requests == 1 ? "request" : "requests"), "
            + "\(budget.promptTokens) prompt and \(budget.completionTokens) completion tokens, \(cost)\(untold)"
    }

    private static func status(_ result: RunResult) -> ExitStatus {
        if !result.cases.contains(where: { [.pass, .fail].contains($0.verdict) }) { return .broken }
        return result.summary.verdict == "pass" ? .success : result.summary.verdict == "error" ? .broken : .conformance
    }
}
