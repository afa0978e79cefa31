internal import Checks
package import Results
package import Suites
internal import Wire

/// Plays the cases that need no control over the provider through a gateway with a real provider behind it.
///
/// Cases with the same request share one exchange, because each costs money.
package struct LiveRun: Sendable {
    package var world: World
    package var wiring: Wiring
    /// The provider's own endpoint, asked the same; nil when there is none to hold the gateway against.
    package var reference: Reference?
    package var budget: LiveBudget
    /// The library's scripts, by name.
    package var scripts: [String: Script]
    /// JSON members added to every request.
    package var addition = #""max_tokens":64"#
    /// Tokens that an answer has at most, for the cap on cost.
    package var answerTokens = 64
    package var seed: UInt64 = 1
    package var replayPrefix = ""
    /// Longest wait that a 429 is granted, in seconds.
    package var patience = 30
    package var milliseconds = 60_000

    /// The provider's own endpoint.
    package struct Reference: Sendable {
        var endpoint: Endpoint

        package init(baseURL: String, model: String, key: String) {
            endpoint = Endpoint(baseURL: baseURL, model: model, fields: [], key: key)
        }

        /// For redaction.
        package var key: String { endpoint.key }
    }

    package init(
        world: World, wiring: Wiring, reference: Reference? = nil, budget: LiveBudget, scripts: [String: Script]
    ) {
        self.scripts = scripts
        self.world = world
        self.wiring = wiring
        self.reference = reference
        self.budget = budget
    }

    /// Judges all cases, reporting each as soon as it is known; answers with what was spent.
    package mutating func run(_ cases: [PlannedCase], report: (CaseRecord) throws -> Void) async throws -> LiveBudget {
        var groups: [(plan: RequestPlan, members: [PlannedCase])] = []
        for planned in cases {
            if let record = setAside(planned) {
                try report(record)
                continue
            }
            let judged = LiveScope.judged(planned)
            if let index = groups.firstIndex(where: { $0.plan == planned.definition.request }) {
                groups[index].members.append(judged)
            } else {
                groups.append((planned.definition.request, [judged]))
            }
        }
        for group in groups {
            try Task.checkCancellation()
            for record in try await play(group.plan, group.members) { try report(record) }
        }
        return budget
    }

    private func setAside(_ planned: PlannedCase) -> CaseRecord? {
        var record = blank(planned)
        if let reason = planned.notApplicable {
            record.verdict = .notApplicable
            record.reason = reason
            return record
        }
        guard let obstacle = LiveScope.obstacle(planned, target: wiring.target, scripts: scripts) else { return nil }
        return notMeasurable(record, "live: \(obstacle)")
    }

    private func blank(_ planned: PlannedCase) -> CaseRecord {
        let item = planned.definition
        return CaseRecord(
            id: item.id, title: item.title, requirements: item.requirements, level: planned.level.rawValue,
            verdict: .error, replay: "\(replayPrefix) --live --suite \(item.id)")
    }

    private func notMeasurable(_ record: CaseRecord, _ reason: String) -> CaseRecord {
        var record = record
        record.verdict = .notMeasurable
        record.reason = reason
        return record
    }

    // MARK: one request

    private mutating func play(_ plan: RequestPlan, _ members: [PlannedCase]) async throws -> [CaseRecord] {
        guard let first = members.first else { return [] }
        var seed = CaseSeed(run: seed, caseID: first.definition.id, repeat: 0)
        let request = LiveRequest(
            plan: plan, endpoint: wiring.endpoint(.direct), addition: addition,
            visibility: wiring.target.profile.visibility)
        let nonce = seed.nonce()
        let isOwn = LiveScope.asksForError(first.definition)
        let asked = try await ask(request, nonce: nonce, reveals: true)
        guard let record = asked.record else { return setAside(members, asked.reason) }
        var provider: Attempt?
        if !isOwn {
            let counterpart = try await counterpart(request, first, nonce: nonce, seed: &seed)
            guard let attempt = counterpart.attempt else { return setAside(members, counterpart.reason) }
            if let reason = Self.failure(record, hasReference: reference != nil) { return setAside(members, reason) }
            let body = LiveSight(record, visibility: request.visibility).upstreamBody
            provider = LiveAttempt.make(from: attempt, upstreamBody: body)
        }
        var judgedRecord = record
        judgedRecord.request.body = request.build(nonce: nonce, reveals: false, milliseconds: milliseconds).body
        let exchange = Exchange(client: judgedRecord, attempts: provider.map { [$0] } ?? [])
        return members.map { judge($0, exchange) }
    }

    private func setAside(_ members: [PlannedCase], _ reason: String) -> [CaseRecord] {
        members.map { notMeasurable(blank($0), "live: \(reason)") }
    }

    /// Without a reference nobody can tell whose failure it is.
    private static func failure(_ record: ClientRecord, hasReference: Bool) -> String? {
        guard let head = record.head else { return hasReference ? nil : "no answer (\(record.ending))" }
        guard !(200..<300).contains(head.status) else { return nil }
        if [401, 402, 403].contains(head.status) { return "HTTP \(head.status): the gateway refuses the key" }
        if head.status == 429 || head.status >= 500 { return "HTTP \(head.status), which may be the provider's" }
        return hasReference ? nil : "HTTP \(head.status); --reference would tell whether the provider says so too"
    }

    /// The provider's end: the reference's answer to the same, or else a well-behaved provider's.
    private mutating func counterpart(
        _ request: LiveRequest, _ planned: PlannedCase, nonce: String, seed: inout CaseSeed
    ) async throws -> (attempt: Attempt?, reason: String) {
        guard let reference else {
            let control = try await ControlRun.play(planned, world: world, wiring: wiring, seed: &seed)
            return (control.exchanges.first?.attempts.last, control.fault ?? "the control run reached no provider")
        }
        var direct = request
        direct.endpoint = reference.endpoint
        let asked = try await ask(direct, nonce: nonce, reveals: false)
        guard let record = asked.record else { return (nil, asked.reason) }
        guard let head = record.head, (200..<300).contains(head.status) else {
            return (nil, "the reference answered \(record.head.map { "HTTP \($0.status)" } ?? "nothing") itself")
        }
        return (LiveAttempt.make(like: record, upstreamBody: nil), "")
    }

    /// Asks within the budget, and again after a 429 that says when.
    private mutating func ask(
        _ request: LiveRequest, nonce: String, reveals: Bool
    ) async throws -> (record: ClientRecord?, reason: String) {
        let built = request.build(nonce: nonce, reveals: reveals, milliseconds: milliseconds)
        var waited = 0
        while true {
            let most = (prompt: built.body.count / 2 + 16, completion: answerTokens)
            if let obstacle = budget.obstacle(most: most) { return (nil, obstacle) }
            budget.count()
            let record = await world.exchanger.exchange(built, observer: nil)
            let sight = LiveSight(record, visibility: request.visibility)
            let status = record.head?.status ?? 0
            if (200..<300).contains(status) { budget.add(sight.usage) }
            guard status == 429 else { return (record, "") }
            let wait = max(1, sight.retryAfter ?? 1)
            guard waited + wait <= patience else {
                return (nil, "HTTP 429 for longer than \(patience) s")
            }
            waited += wait
            try await Task.sleep(for: .seconds(wait))
        }
    }

    // MARK: verdict

    /// Keys, and what a real service hands to one account alone.
    private func secrets(of record: ClientRecord) -> [(name: String, secret: String)] {
        let handed = ["set-cookie", "openai-organization", "openai-project", "x-litellm-key-spend"]
        let values = (record.head?.fields.lines ?? []).filter { handed.contains($0.name.lowercased()) }
        return wiring.secrets + [("reference-key", reference?.key ?? "")] + values.map { ($0.name, $0.value) }
    }

    private func judge(_ planned: PlannedCase, _ exchange: Exchange) -> CaseRecord {
        var record = blank(planned)
        let context = TrialContext(wiring: wiring, route: .direct).build(control: false)
        let redactor = Redactor(secrets(of: exchange.client))
        var trial = Trial(exchanges: [exchange], context: context)
        for (check, use) in planned.checks {
            trial.parameters = use.parameters
            record.findings += check.judge(trial).map { finding in
                FindingRecord(
                    check: check.id, kind: finding.kind.rawValue, place: redactor.redact(finding.place),
                    expected: redactor.redact(finding.expected), actual: redactor.redact(finding.actual),
                    clients: finding.clients)
            }
        }
        record.verdict = record.findings.isEmpty || planned.level == .info ? .pass : .fail
        record.attempts = exchange.attempts.count
        record.milliseconds = (Double(exchange.client.ended - exchange.client.started) / 1000).rounded() / 1000
        let attempts = LiveSight(exchange.client, visibility: wiring.target.profile.visibility).attempts
        let told = attempts.isEmpty ? nil : "the gateway tells " + attempts.joined(separator: ", ")
        let notes = [LiveScope.caveat(planned.definition), told].compactMap { $0 }
        if !notes.isEmpty { record.reason = "live: " + notes.joined(separator: "; ") }
        if !record.findings.isEmpty {
            record.evidence = EvidenceRecorder(redactor: redactor).record([exchange])
        }
        return record
    }
}
