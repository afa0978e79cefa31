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
        var nonces = (0..<item.requests * item.concurrent).map { _ in seed.nonce() }
        if item.identical, let first = nonces.first { nonces = nonces.map { _ in first } }
        var exchanges: [Exchange] = []
        for round in 0..<item.requests {
            let nonces = Array(nonces[round * item.concurrent..<(round + 1) * item.concurrent])
            exchanges += try await playTogether(nonces, after: exchanges.last)
        }
        return exchanges
    }

    private func playTogether(_ nonces: [String], after previous: Exchange?) async throws -> [Exchange] {
        let callIDs = previous.map { ReceivedCalls($0.client).ids } ?? []
        return try await withThrowingTaskGroup(of: (Int, Exchange).self) { group in
            for (index, nonce) in nonces.enumerated() {
                let request = RequestBuilder(endpoint: endpoint, caseID: item.id, callIDs: callIDs)
                    .build(item, nonce: nonce, isLater: previous != nil)
                group.addTask { (index, try await playOne(request, nonce: nonce)) }
            }
            var exchanges: [(Int, Exchange)] = []
            for try await exchange in group { exchanges.append(exchange) }
            return exchanges.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func playOne(_ request: ClientRequest, nonce: String) async throws -> Exchange {
        let exchange = try await send(request, nonce: nonce)
        guard exchange.isOutOfSight, let turnstile = world.turnstile else { return exchange }
        // The gateway took the header with the marker away, so the path has to do; nobody else may ask for it now.
        return try await turnstile.alone {
            let path = String(request.target.prefix { $0 != "?" })
            return try await send(request, nonce: nonce, unmarked: path)
        }
    }

    private func send(_ request: ClientRequest, nonce: String, unmarked path: String? = nil) async throws -> Exchange {
        try await world.providers.arm(marker: nonce, scenario: scenario)
        if let path { try await world.providers.armUnmarked(path: path, marker: nonce) }
        let observer = LockstepObserver(marker: nonce, providers: world.providers, thresholds: thresholds)
        let record = await exchange(request, nonce: nonce, observer: observer)
        let attempts = try await world.providers.collect(marker: nonce, graceMilliseconds: Self.graceMilliseconds)
        return Exchange(client: record, attempts: attempts)
    }

    /// The exchange, cancelled where the client is to leave some time after a provider got its request.
    ///
    /// Counted from the sending, a slow gateway would be left before it has asked anybody, and nothing be seen.
    private func exchange(
        _ request: ClientRequest, nonce: String, observer: LockstepObserver
    ) async -> ClientRecord {
        guard case .afterArrival(let milliseconds) = request.behaviour.abort else {
            return await world.exchanger.exchange(request, observer: observer)
        }
        let departure = Task { try await arrival(of: nonce, then: milliseconds) }
        let stay = Task { await world.exchanger.exchange(request, observer: observer) }
        let watch = Task { if (try? await departure.value) != nil { stay.cancel() } }
        let record = await stay.value
        departure.cancel()
        watch.cancel()
        return record
    }

    private func arrival(of nonce: String, then milliseconds: Int) async throws {
        while try await world.providers.arrivals(marker: nonce) == 0 {
            try await Task.sleep(for: .milliseconds(5))
        }
        try await Task.sleep(for: .milliseconds(milliseconds))
    }
}

extension Exchange {
    /// A success that no provider is known to have answered, of a request whose only marker was a header, or a field
    /// that gateways write themselves: lists of tokens to embed hold no text, so theirs is in `user`.
    fileprivate var isOutOfSight: Bool {
        let isHidden =
            client.request.body.isEmpty && client.request.method == "GET"
            || client.request.target.contains("/embeddings")
        return isHidden && attempts.isEmpty && client.request.behaviour.verbatim == nil
            && client.head.map { (200..<300).contains($0.status) } == true
    }
}
