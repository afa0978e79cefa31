internal import NIOCore
internal import NIOPosix
package import Suites
package import Wire

/// Both mock providers of this process, on one event loop.
package final class ProviderFleet: ProviderControl {
    package let identities: [ProviderRole: ProviderIdentity]
    private let group: MultiThreadedEventLoopGroup
    private let hub: Hub

    /// What a fleet is started with beside its addresses.
    package struct Options: Sendable {
        /// Demanded by the control API; without one the providers listen on loopback only.
        package var token: String?
        package var lockstep: LockstepLimits
        /// Played for POST requests that carry no known marker; nil for a plain answer.
        package var defaultScript: Script?
        /// Speaks TLS on both ports; addresses that other machines can reach demand it.
        package var tls: ProviderTLS?
        /// Demanded of requests that carry no known marker, as a hosted service would; nil for none.
        package var clientKey: String?

        package init(
            token: String? = nil, lockstep: LockstepLimits = LockstepLimits(), defaultScript: Script? = nil,
            tls: ProviderTLS? = nil, clientKey: String? = nil
        ) {
            self.tls = tls
            self.clientKey = clientKey
            self.defaultScript = defaultScript
            self.token = token
            self.lockstep = lockstep
        }
    }

    private init(group: MultiThreadedEventLoopGroup, hub: Hub, identities: [ProviderRole: ProviderIdentity]) {
        self.group = group
        self.hub = hub
        self.identities = identities
    }

    /// Listens on both addresses.
    ///
    /// Throws `ListenError` when a port is taken, or when an address can be reached from outside and token or TLS are
    /// missing.
    package static func start(
        primary: ListenAddress = ListenAddress(port: 9901), backup: ListenAddress = ListenAddress(port: 9902),
        options: Options = Options()
    ) async throws -> ProviderFleet {
        for address in [primary, backup] where !address.isLoopback { try demandProtection(address, options) }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let hub = Hub(loop: group.next(), lockstep: options.lockstep, token: options.token, tls: options.tls)
        hub.defaultScript = options.defaultScript
        hub.clientKey = options.clientKey
        do {
            return ProviderFleet(group: group, hub: hub, identities: try await open(primary, backup, in: hub))
        } catch {
            try? await close(hub)
            try? await group.shutdownGracefully()
            throw error
        }
    }

    /// Journals hold whole requests, so nobody else may read them, neither at the control API nor on the way.
    private static func demandProtection(_ address: ListenAddress, _ options: Options) throws {
        let missing =
            options.token?.isEmpty != false
            ? "set a token for the control API" : options.tls == nil ? "give it a certificate and a key for TLS" : nil
        guard let missing else { return }
        throw ListenError(
            "\(address.host):\(address.port) can be reached from other machines; \(missing), or listen on 127.0.0.1")
    }

    private static func open(
        _ primary: ListenAddress, _ backup: ListenAddress, in hub: Hub
    ) async throws -> [ProviderRole: ProviderIdentity] {
        for (role, address) in [(ProviderRole.primary, primary), (.backup, backup)] {
            let server = ProviderServer(role: role, address: address, hub: hub)
            try await hub.loop.flatSubmit {
                hub.servers[role] = server
                return server.open()
            }.get()
        }
        return try await hub.loop.submit { hub.identities }.get()
    }

    /// Closes ports and connections; attempts that were not collected are lost.
    package func stop() async {
        try? await Self.close(hub)
        try? await group.shutdownGracefully()
    }

    private static func close(_ hub: Hub) async throws {
        try await hub.loop.flatSubmit {
            EventLoopFuture.andAllSucceed(hub.servers.values.map { $0.stop() }, on: hub.loop)
        }.get()
    }

    // MARK: ProviderControl

    package func arm(marker: String, scenario: Scenario) async throws {
        let nonce = MarkerSearch.key(marker)
        let hub = hub
        let prepared = try Preparation.compile(scenario, nonce: nonce, identities: identities)
        try await hub.loop.flatSubmit {
            hub.arm(ArmedCase(nonce: nonce, scenario: scenario, prepared: prepared))
        }.get()
    }

    package func armUnmarked(path: String, marker: String) async throws {
        let hub = hub
        try await hub.loop.submit { hub.armUnmarked(path: path, nonce: MarkerSearch.key(marker)) }.get()
    }

    package func clientReceived(marker: String, event: Int) {
        let hub = hub
        hub.loop.execute { hub.clientReceived(nonce: MarkerSearch.key(marker), event: event) }
    }

    package func arrivals(marker: String) async throws -> Int {
        let hub = hub
        return try await hub.loop.submit { hub.arrivals(nonce: MarkerSearch.key(marker)) }.get()
    }

    package func collect(marker: String, graceMilliseconds: Int) async throws -> [Attempt] {
        let hub = hub
        return try await hub.loop.flatSubmit {
            Collector.collect(nonce: MarkerSearch.key(marker), graceMilliseconds: graceMilliseconds, from: hub)
        }.get()
    }

    package func hangUp() async throws {
        let hub = hub
        try await hub.loop.submit {
            for server in hub.servers.values { server.hangUp() }
        }.get()
    }

    package func strays() async throws -> [Attempt] {
        let hub = hub
        return try await hub.loop.submit { hub.takeStrays() }.get()
    }
}
