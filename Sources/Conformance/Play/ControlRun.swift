internal import Checks
internal import Suites
internal import Wire

/// The case without the gateway: proves that script, client and checks work before anyone is blamed.
struct ControlRun {
    /// The exchanges of the control run; empty when the case has none.
    var exchanges: [Exchange]
    /// Content units after each event of the script, for lock-step through the gateway.
    var thresholds: [Int]
    /// What went wrong, as a sentence; nil when the harness is sound.
    var fault: String?

    static let none = ControlRun(exchanges: [], thresholds: [], fault: nil)

    /// Plays the case straight to the provider whose answer a correct gateway delivers.
    static func play(_ planned: PlannedCase, world: World, wiring: Wiring, seed: inout CaseSeed) async throws -> Self {
        let item = planned.definition
        guard item.control else { return .none }
        let role: ProviderRole = item.route == .failover ? .backup : .primary
        let part = role == .backup ? item.scenario.backup : item.scenario.primary
        // The provider that is asked may be either; both play the part that the client must get to see.
        let performance = Performance(
            world: world, item: item, scenario: Scenario(primary: part, backup: part),
            endpoint: wiring.control(role), thresholds: nil)
        let exchanges = try await performance.play(&seed)
        let thresholds = exchanges.first.map(Self.thresholds) ?? []
        return ControlRun(
            exchanges: exchanges, thresholds: thresholds,
            fault: fault(exchanges, planned: planned, wiring: wiring))
    }

    /// Content units after each event that the provider wrote.
    private static func thresholds(of exchange: Exchange) -> [Int] {
        guard let attempt = exchange.attempts.last, let head = attempt.sentHead else { return [] }
        let body = MessageBody.decode(head: head, method: attempt.head.method, transcript: attempt.sentBody)
            .unpacked(head: head)
        var progress = ContentProgress(framing: .close)
        var fed = 0
        return attempt.events.map { event in
            let end = min(event.payload.upperBound, body.payload.count)
            if end > fed {
                body.payload[fed..<end].withUnsafeBytes { progress.feed($0) }
                fed = end
            }
            return progress.contentUnits
        }
    }

    private static func fault(_ exchanges: [Exchange], planned: PlannedCase, wiring: Wiring) -> String? {
        if let disagreement = exchanges.lazy.compactMap({ ControlIdentity(exchange: $0).disagreement }).first {
            return "without the gateway, \(disagreement)"
        }
        let context = TrialContext(wiring: wiring, route: planned.definition.route).build(control: true)
        var trial = Trial(exchanges: exchanges, context: context)
        for (check, use) in planned.checks where check.holdsInControl {
            trial.parameters = use.parameters
            if let finding = check.judge(trial).first {
                return "without the gateway, \(check.id) at \(finding.place): expected \(finding.expected), "
                    + "got \(finding.actual)"
            }
        }
        return nil
    }
}
