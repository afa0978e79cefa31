internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Suites
internal import Wire

/// One provider: its listener and its connections.
final class ProviderServer: @unchecked Sendable {  // proof: its variables are touched on the hub's loop only.
    let role: ProviderRole
    let hub: Hub
    private(set) var identity: ProviderIdentity
    private var address: ListenAddress
    private var listener: (any Channel)?
    private var holder: PortHolder?
    private var connections: [ObjectIdentifier: ProviderConnection] = [:]
    private var accepted = 0
    private var refusals = 0
    private var deafFor: ArmedCase?

    init(role: ProviderRole, address: ListenAddress, hub: Hub) {
        self.role = role
        self.address = address
        self.hub = hub
        identity = .standard(role, origin: address.origin(encrypted: hub.tls != nil))
    }

    /// Whether requests come over TLS.
    var isEncrypted: Bool { hub.tls != nil }

    // MARK: listener

    /// Binds; with port 0 the port that the system chose becomes ours, so that it can be opened again.
    func open() -> EventLoopFuture<Void> {
        let bound = bootstrap().bind(host: address.host, port: address.port)
        return bound.flatMapThrowing { [self] channel in
            listener = channel
            holder = nil
            address.port = channel.localAddress?.port ?? address.port
            identity.origin = address.origin(encrypted: isEncrypted)
        }.flatMapErrorThrowing { [self] error in
            throw ListenError(role: role, address: address, cause: error)
        }
    }

    private func bootstrap() -> ServerBootstrap {
        ServerBootstrap(group: hub.loop)
            .serverChannelOption(.backlog, value: 4096)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 64)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 16)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    accepted += 1
                    let connection = ProviderConnection(provider: self, number: accepted)
                    if let tls = hub.tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls.context))
                    }
                    try channel.pipeline.syncOperations.addHandler(connection)
                }
            }
    }

    /// Closes the port and the idle connections, so that the gateway can reach this provider no more.
    func refuse() -> EventLoopFuture<Void> {
        refusals += 1
        hangUp()
        guard let open = listener else { return hub.loop.makeSucceededVoidFuture() }
        listener = nil
        return open.close().map { [self] in holder = PortHolder(address) }
    }

    /// Closes the connections that no request is using.
    func hangUp() {
        for connection in connections.values where connection.isIdle {
            connection.closeNow()
        }
    }

    /// Opens the port again when nobody wants it refused any more.
    func reopen() -> EventLoopFuture<Void> {
        refusals -= 1
        return refusals == 0 ? open() : hub.loop.makeSucceededVoidFuture()
    }

    func stop() -> EventLoopFuture<Void> {
        for connection in connections.values {
            connection.closeNow()
        }
        guard let open = listener else { return hub.loop.makeSucceededVoidFuture() }
        listener = nil
        return open.close().flatMapError { [self] _ in hub.loop.makeSucceededVoidFuture() }
    }

    // MARK: connections

    func opened(_ connection: ProviderConnection) {
        connections[ObjectIdentifier(connection)] = connection
        if deafFor != nil { connection.turnDeaf() }
    }

    func closed(_ connection: ProviderConnection) {
        connections[ObjectIdentifier(connection)] = nil
    }

    /// Idle and new connections are read no more.
    func turnDeaf(for armed: ArmedCase) {
        deafFor = armed
        for connection in connections.values where connection.isIdle {
            connection.turnDeaf()
        }
    }

    func hearAgain() {
        deafFor = nil
        for connection in connections.values where connection.isDeaf {
            connection.closeNow()
        }
    }

    func playContext(nonce: String, attempt: Int, for request: Attempt) -> PlayContext {
        let connection = request.head.fields.list("connection")
        let closes = connection.contains { $0.equalsIgnoringASCIICase("close") }
        let keepsAlive = connection.contains { $0.equalsIgnoringASCIICase("keep-alive") }
        return PlayContext(
            role: role, identity: identity, nonce: nonce, attempt: attempt, method: request.head.method,
            keepAlive: !closes && (request.head.version != "HTTP/1.0" || keepsAlive))
    }

    // MARK: cases

    func clientReceived(_ armed: ArmedCase) {
        for connection in connections.values {
            guard let player = connection.player, player.isFor(armed) else { continue }
            player.clientReceived()
        }
    }

    /// Whether a request of the case is still on its way in.
    func isReading(_ armed: ArmedCase) -> Bool {
        connections.values.contains { connection in
            guard let record = connection.reading else { return false }
            return hub.armedCase(of: record) === armed
        }
    }

    /// Ends what the case still has going on here.
    func closeUnfinished(_ armed: ArmedCase) {
        for connection in connections.values {
            if connection.player?.isFor(armed) == true {
                connection.closeAfterCollection()
            } else if let record = connection.reading, hub.armedCase(of: record) === armed {
                armed.add(record)
                connection.closeAfterCollection()
            } else if deafFor === armed, let record = connection.unreadRecord() {
                armed.add(record)
            }
        }
    }
}
