internal import Suites
internal import Wire

/// One playing of a case: requests out, attempts in, at one endpoint.
struct Performance {
    var world: World
    var item: Case
    var scenario: Scenario
    var endpoint: Endpoint
    /// Content thresholds for lock-step; nil in the control run.
    var thresholds: [Int]?

    /// How long attempts may go on after the client is done, in milliseconds: a gateway may close late.
    static let graceMilliseconds = 2_000

    /// Plays all requests of the case and returns their exchanges in the order in which they were started.
    func play(_ seed: inout CaseSeed) async throws -> [Exchange] {
        let nonces = (0..<item.requests * item.concurrent).map { _ in seed.nonce() }
        var exchanges: [Exchange] = []
        for round in 0..<item.requests {
            let nonces = Array(nonces[round * item.concurrent..<(round + 1) * item.concurrent])
            exchanges += try await playTogether(nonces)
        }
        return exchanges
    }

    private func playTogether(_ nonces: [String]) async throws -> [Exchange] {
        try await withThrowingTaskGroup(of: (Int, Exchange).self) { group in
            for (index, nonce) in nonces.enumerated() {
                group.addTask { (index, try await playOne(nonce)) }
            }
            var exchanges: [(Int, Exchange)] = []
            for try await exchange in group { exchanges.append(exchange) }
            return exchanges.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func playOne(_ nonce: String) async throws -> Exchange {
        let request = RequestBuilder(endpoint: endpoint, caseID: item.id).build(item, nonce: nonce)
        try await world.providers.arm(marker: nonce, scenario: scenario)
        let observer = LockstepObserver(marker: nonce, providers: world.providers, thresholds: thresholds)
        let record = await world.exchanger.exchange(request, observer: observer)
        let attempts = try await world.providers.collect(marker: nonce, graceMilliseconds: Self.graceMilliseconds)
        return Exchange(client: record, attempts: attempts)
    }
}
