internal import NIOCore

/// One request on its way: asks the providers in order and gives the client the one answer that results.
///
/// It never waits before asking another provider: `Retry-After` of a provider that was given up is the provider's own
/// matter, that of the provider whose answer is passed on reaches the client. One provider is asked once; the sole
/// exception is a kept-alive connection that the provider had closed, for which a new one is opened unseen.
final class Relay {
    enum Phase {
        case connecting
        /// The request is out, no final head is in.
        case waiting
        /// The head of a stream is in; its first event decides.
        case holding
        case streaming
        /// A whole body is kept back to be judged.
        case collecting(Judgement)
        /// Bytes go on as they come: an encoded or very large body.
        case passing
        /// The client has its answer; the rest of the provider's is read away.
        case draining
        case finished
    }

    /// What a whole body is kept back for.
    enum Judgement {
        case answer, error, unwantedJSON
    }

    let routed: RoutedRequest
    let client: ClientConnection
    let gateway: GatewayLoop
    var phase = Phase.connecting
    var deadline = NIODeadline.distantFuture
    var upstream: UpstreamConnection?
    /// The providers not yet given up; the first is the one being asked.
    private(set) var providers: ArraySlice<UpstreamPool>
    /// Providers asked so far.
    private(set) var attempts = 0
    var head: HeadScan?
    var status = 0
    var body = ByteBuffer()
    var normaliser: EventNormaliser
    var output: StreamOutput
    /// What a defect does to the stream; nil in the correct gateway.
    var deviation: StreamDeviation?
    /// Payload has reached the client.
    var hasStarted = false
    /// Of an attempt that was given up; read by defects only.
    private(set) var failedHead: HeadScan?
    private var repeats = 0

    init(_ routed: RoutedRequest, client: ClientConnection, gateway: GatewayLoop) {
        self.routed = routed
        self.client = client
        self.gateway = gateway
        providers = routed.providers
        normaliser = Relay.makeNormaliser(routed, gateway)
        output = StreamOutput(isChunked: routed.incoming.isHTTP11)
    }

    private static func makeNormaliser(_ routed: RoutedRequest, _ gateway: GatewayLoop) -> EventNormaliser {
        var normaliser = EventNormaliser(
            endpoint: routed.endpoint, choices: routed.scan?.choices ?? 1, limit: gateway.configuration.limits.event)
        normaliser.skipsErrors = gateway.behaviour?.inBandError == .swallowed
        normaliser.skipsInvalid = gateway.has(.skipsInvalidEvents)
        return normaliser
    }

    var timeouts: GatewayConfiguration.Timeouts { gateway.configuration.timeouts }

    /// The provider being asked.
    var pool: UpstreamPool { providers[providers.startIndex] }

    var hasNext: Bool { providers.count > 1 }

    func start() {
        gateway.watch(self)
        attempt()
    }

    func limit(_ milliseconds: Int) {
        deadline = .now() + .milliseconds(Int64(milliseconds))
    }

    private func attempt() {
        attempts += 1
        ask(pool.takeIdle())
    }

    /// Sends the request on that connection, or on a new one.
    private func ask(_ connection: UpstreamConnection?) {
        guard let connection else { return connect() }
        upstream = connection
        phase = .waiting
        limit(timeouts.head)
        connection.send(requestParts(), for: self)
    }

    private func connect() {
        phase = .connecting
        limit(timeouts.connect + 100)
        let number = attempts
        pool.connect(milliseconds: timeouts.connect) { [self] result in
            guard case .connecting = phase, number == attempts else {
                if case .success(let connection) = result { connection.close() }
                return
            }
            switch result {
            case .success(let connection): ask(connection)
            case .failure(let error): giveUp(Relay.refusal(ofConnect: error))
            }
        }
    }

    private static func refusal(ofConnect error: any Error) -> Refusal {
        if case ChannelError.connectTimeout = error { return .timeout("The provider took no connection in time.") }
        return .provider("The provider could not be reached.", code: "provider_unreachable")
    }

    /// This provider gives no answer: asks the next, or tells the client why.
    func giveUp(_ refusal: Refusal) {
        leaveProvider()
        if asksAgain(after: refusal.status) { return }
        var refusal = refusal
        refusal.fields += disclosure
        finish()
        client.refuse(refusal)
    }

    /// Asks another provider, if there is one and the status is a reason to; false if the answer must be given.
    func asksAgain(after status: Int) -> Bool {
        let policy = gateway.behaviour?.policy ?? FailoverPolicy()
        if repeats < policy.repeats(status) {
            repeats += 1
        } else if hasNext, policy.failsOver(status) {
            return startOver(next: true)
        } else {
            return false
        }
        return startOver(next: false)
    }

    /// Forgets what the last attempt brought and makes another, with the next provider or the same; always true.
    @discardableResult
    func startOver(next: Bool) -> Bool {
        leaveProvider()
        if next { providers = providers.dropFirst() }
        failedHead = head
        normaliser = Relay.makeNormaliser(routed, gateway)
        body = ByteBuffer()
        attempt()
        return true
    }

    private func leaveProvider() {
        upstream?.close()
        upstream = nil
    }

    /// Asks the backup, whatever the redirect says; a defect.
    func followRedirect() {
        providers = gateway.pools[...]
        startOver(next: true)
    }

    /// Takes the relay off every list; what is left of the upstream is closed.
    func finish() {
        phase = .finished
        gateway.forget(self)
        leaveProvider()
    }
}

extension Relay {
    /// The client went away: the provider is told within this turn of the loop.
    func clientLeft() {
        if gateway.has(.staysAfterClient) || gateway.has(.staysWhileWaiting) && !hasStarted { return }
        finish()
    }

    func clientWritabilityChanged(_ isWritable: Bool) {
        if gateway.has(.readsWithoutEnd) { return }
        upstream?.pause(!isWritable)
        deadline = isWritable ? .now() + .milliseconds(Int64(timeouts.idle)) : .distantFuture
    }

    /// A deadline has passed.
    func expired() {
        switch phase {
        case .connecting: giveUp(.timeout("The provider took no connection in time."))
        case .waiting: giveUp(.timeout("The provider sent no answer within \(timeouts.head) ms."))
        case .holding:
            if hasNext { return giveUp(.timeout("The provider sent no event within \(timeouts.head) ms.")) }
            release()
        case .streaming: streamFailed("The provider fell silent for \(timeouts.idle) ms.", code: "provider_timeout")
        case .collecting: giveUp(.timeout("The provider did not end its answer in time."))
        case .passing: breakOff()
        case .draining: finish()
        case .finished: break
        }
    }

    /// Breaks the client's connection off, because nothing else can tell it now that the answer is not whole.
    func breakOff() {
        finish()
        client.abort()
    }

    /// The provider's connection ended before its answer did.
    func failed(_ failure: UpstreamConnection.Failure) {
        upstream = nil
        switch phase {
        case .waiting where failure == .staleConnection: retryUnseen()
        case .collecting(.error): passError(status: status)
        case .collecting(.answer) where gateway.has(.passesBrokenJSON): judge(.answer)
        case .waiting, .holding, .collecting: giveUp(Relay.refusal(of: failure))
        case .streaming: streamCut()
        case .passing: breakOff()
        case .draining: finish()
        case .connecting, .finished: break
        }
    }

    private func retryUnseen() {
        connect()
    }

    private static func refusal(of failure: UpstreamConnection.Failure) -> Refusal {
        switch failure {
        case .malformed(let what): .provider("The provider answered with \(what).", code: "provider_malformed")
        case .reset: .provider("The provider reset the connection.", code: "provider_reset")
        case .closed, .staleConnection:
            .provider("The provider closed the connection before its answer was whole.", code: "provider_closed")
        }
    }
}
