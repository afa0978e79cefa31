internal import NIOCore
internal import Wire

/// All that the connections of one gateway share; it lives on one event loop and is never touched elsewhere.
final class GatewayLoop {
    let configuration: GatewayConfiguration
    let loop: any EventLoop
    let pools: [UpstreamPool]
    var clients: [ObjectIdentifier: ClientConnection] = [:]
    private var relays: [ObjectIdentifier: Relay] = [:]
    private var sweep: Scheduled<Void>?
    private var requests: UInt64 = 0
    private let identity = UInt32.random(in: .min ... .max)
    private var date = (second: 0, line: "")
    private var leakage: Leakage

    init(configuration: GatewayConfiguration, loop: any EventLoop) {
        self.configuration = configuration
        self.loop = loop
        leakage = Leakage(configuration.leak)
        let quirks = configuration.behaviour?.quirks ?? []
        pools = [configuration.primary, configuration.backup].map { UpstreamPool($0, quirks: quirks, loop: loop) }
    }

    var behaviour: Behaviour? { configuration.behaviour }

    /// Answers by request body, kept by a defect only.
    var cache: [String: Answer] = [:]

    func has(_ quirk: Behaviour.Quirks) -> Bool {
        configuration.behaviour?.quirks.contains(quirk) ?? false
    }

    /// The providers to ask, in order; nil if the model is not routed.
    func providers(forModel model: String) -> ArraySlice<UpstreamPool>? {
        switch model {
        case configuration.directModel: pools[..<1]
        case configuration.failoverModel: has(.asksBackupFirst) ? pools[1...] : pools[...]
        default: has(.routesUnknownModels) ? pools[..<1] : nil
        }
    }

    /// A new identifier, unique among the gateways of a machine.
    func makeRequestID() -> String {
        requests += 1
        return "req_gp\(String(identity, radix: 16))\(String(requests, radix: 16))"
    }

    /// The `Date` line of now (RFC 9110 §6.6.1), made once a second.
    func dateLine() -> String {
        let second = HTTPDate.now()
        if second != date.second { date = (second, "Date: \(HTTPDate.text(second))\r\n") }
        return date.line
    }
}

extension GatewayLoop {
    /// Looks at every deadline 20 times a second: no timer is made per request.
    func start() {
        sweep = loop.assumeIsolated().scheduleTask(in: .milliseconds(50)) { [weak self] in
            self?.expire()
            self?.start()
        }
    }

    func watch(_ relay: Relay) {
        leakage.request()
        relays[ObjectIdentifier(relay)] = relay
    }

    func forget(_ relay: Relay) {
        relays[ObjectIdentifier(relay)] = nil
    }

    private func expire() {
        let now = NIODeadline.now()
        for relay in relays.values where relay.deadline <= now { relay.expired() }
    }

    func stop() {
        sweep?.cancel()
        for client in clients.values { client.abort() }
        for pool in pools { pool.close() }
    }
}
