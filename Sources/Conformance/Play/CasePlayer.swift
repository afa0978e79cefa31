internal import Checks
package import Results
internal import Suites
internal import Wire

/// Plays one case to its record: control run, gateway run, checks, verdict, evidence.
package struct CasePlayer: Sendable {
    package var world: World
    package var wiring: Wiring
    package var seed: UInt64
    /// Keep both ends of passing cases too.
    package var keepAllEvidence: Bool
    /// The words of the replay line before the case's id.
    package var replayPrefix: String
    /// Tells the plays of one case in a run apart; markers follow from it.
    package var repetition = 0
    /// Control runs that were proven before, in place of playing them again; nil plays each one.
    package var controls: ControlCache?
    /// Where what is neither right nor wrong is measured; nil where nobody asks.
    package var traits: Traits?
    /// Tells a gateway that is gone from one that fails; nil where nobody asks.
    package var vigil: Vigil?

    package init(
        world: World, wiring: Wiring, seed: UInt64, keepAllEvidence: Bool, replayPrefix: String,
        controls: ControlCache? = nil
    ) {
        self.controls = controls
        self.world = world
        self.wiring = wiring
        self.seed = seed
        self.keepAllEvidence = keepAllEvidence
        self.replayPrefix = replayPrefix
    }

    /// Plays the case; whatever goes wrong in the harness becomes the verdict `error`.
    ///
    /// Throws only when there is no gateway left to judge.
    package func play(_ planned: PlannedCase) async throws(GatewayGone) -> CaseRecord {
        var record = blank(planned)
        if let reason = planned.notApplicable {
            record.verdict = .notApplicable
            record.reason = reason
            return record
        }
        let clock = ContinuousClock()
        let start = clock.now
        do {
            // An exclusive case gets connections that no other case has touched, and leaves none behind.
            if planned.definition.exclusive { try await world.providers.hangUp() }
            try await judge(planned, into: &record)
            if planned.definition.exclusive { try await world.providers.hangUp() }
        } catch let gone as GatewayGone {
            throw gone
        } catch {
            record.verdict = .error
            record.reason = "\(error)"
        }
        record.milliseconds = (start.duration(to: clock.now) / .microseconds(1)).rounded() / 1000
        return record
    }

    func blank(_ planned: PlannedCase) -> CaseRecord {
        let item = planned.definition
        return CaseRecord(
            id: item.id, title: item.title, requirements: item.requirements, level: planned.level.rawValue,
            verdict: .error, replay: "\(replayPrefix) --suite \(item.id) --seed \(seed)")
    }

    private func judge(_ planned: PlannedCase, into record: inout CaseRecord) async throws {
        let item = planned.definition
        var seed = CaseSeed(run: seed, caseID: item.id, repeat: repetition)
        let control = try await control(planned, seed: &seed)
        if let fault = control.fault {
            record.reason = "the control run failed: \(fault)"
            record.evidence = evidence(control.exchanges)
            return
        }
        let context = TrialContext(wiring: wiring, route: item.route)
            .build(control: false, controlExchanges: control.exchanges)
        // Both ends are decoded once, when the trial is made.
        var trial = Trial(
            exchanges: try await watched(planned, thresholds: control.thresholds, seed: &seed), context: context)
        record.findings = findings(planned, trial)
        for _ in 0..<Confirmation.limit where Confirmation.isNeeded(record.findings) {
            trial = Trial(
                exchanges: try await watched(planned, thresholds: control.thresholds, seed: &seed), context: context)
            record.findings = findings(planned, trial)
        }
        // Of plays that had to be repeated only the last one counts, for the traits as for the verdict.
        traits?.note(trial, caseID: item.id)
        record.attempts = trial.exchanges.reduce(0) { $0 + $1.attempts.count }
        record.verdict = record.findings.isEmpty || planned.level == .info ? .pass : .fail
        if !record.findings.isEmpty || keepAllEvidence {
            record.evidence = evidence(trial.exchanges)
            record.passages = PassageRecorder(redactor: Redactor(wiring.secrets)).record(trial)
        }
    }

    /// Plays the case, and once more where the gateway was gone before it began and has come back.
    private func watched(
        _ planned: PlannedCase, thresholds: [Int], seed: inout CaseSeed
    ) async throws -> [Exchange] {
        let exchanges = try await perform(planned, thresholds: thresholds, seed: &seed)
        guard let vigil else { return exchanges }
        let isBystander = Vigil.isBystander(exchanges)
        let isMute = isBystander ? false : await vigil.isMute(after: exchanges, of: planned.definition.id)
        guard isBystander || isMute else { return exchanges }
        guard await vigil.isThere() else {
            throw GatewayGone(baseURL: wiring.endpoint(.direct).baseURL, suspects: await vigil.suspected)
        }
        return isBystander ? try await perform(planned, thresholds: thresholds, seed: &seed) : exchanges
    }

    private func perform(
        _ planned: PlannedCase, thresholds: [Int], seed: inout CaseSeed
    ) async throws -> [Exchange] {
        let item = planned.definition
        let performance = Performance(
            world: world, item: item, scenario: item.scenario, endpoint: wiring.endpoint(item.route),
            thresholds: thresholds.isEmpty ? nil : thresholds)
        return try await performance.play(&seed)
    }

    private func control(_ planned: PlannedCase, seed: inout CaseSeed) async throws -> ControlRun {
        if let proven = controls?.proven(planned.definition.id) { return proven }
        let control = try await ControlRun.play(planned, world: world, wiring: wiring, seed: &seed)
        controls?.keep(control, of: planned.definition.id)
        return control
    }

    private func findings(_ planned: PlannedCase, _ trial: Trial) -> [FindingRecord] {
        let redactor = Redactor(wiring.secrets)
        // Only the parameters change from check to check.
        var trial = trial
        return planned.checks.flatMap { check, use in
            trial.parameters = use.parameters
            return check.judge(trial).map { finding in
                FindingRecord(
                    check: check.id, kind: finding.kind.rawValue, place: redactor.redact(finding.place),
                    expected: redactor.redact(finding.expected), actual: redactor.redact(finding.actual),
                    clients: finding.clients)
            }
        }
    }

    private func evidence(_ exchanges: [Exchange]) -> Evidence {
        EvidenceRecorder(redactor: Redactor(wiring.secrets)).record(exchanges)
    }
}
