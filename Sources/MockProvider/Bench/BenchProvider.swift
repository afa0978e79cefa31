internal import NIOCore
internal import NIOPosix
package import Suites
package import Wire

/// A provider that answers every request alike and as fast as it can, on an event loop of its own.
package final class BenchProvider: BenchUpstream {
    /// What the loop works on.
    final class Core: @unchecked Sendable {  // proof: its variables are touched on `loop` only.
        let loop: any EventLoop
        let pacer: BenchPacer
        /// What is said to requests of each kind.
        private var replies: [BenchBytes]
        private var armsEach = 256
        var ledger = BenchLedger(stamps: 1, capacity: 0)
        var faults = BenchFaults.none
        var listener: (any Channel)?
        let role: ProviderRole

        init(loop: any EventLoop, identity: ProviderIdentity, role: ProviderRole) {
            self.loop = loop
            self.role = role
            pacer = BenchPacer(loop: loop)
            replies = [BenchBytes(PreparedReply(answer: .json(bytes: 360)), identity: identity)]
        }

        func say(_ replies: [BenchBytes], armsEach: Int) {
            self.replies = replies
            self.armsEach = max(1, armsEach)
        }

        /// What a request with this nonce is told.
        func bytes(for nonce: UInt64) -> BenchBytes {
            replies[min(Int(nonce & 0xFF) / armsEach, replies.count - 1)]
        }
    }

    package let identity: ProviderIdentity
    private let group: MultiThreadedEventLoopGroup
    private let core: Core

    private init(identity: ProviderIdentity, group: MultiThreadedEventLoopGroup, core: Core) {
        self.identity = identity
        self.group = group
        self.core = core
    }

    /// Listens; throws `ListenError` when the port is taken.
    package static func start(
        _ address: ListenAddress, role: ProviderRole = .primary
    ) async throws -> BenchProvider {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let core = Core(loop: group.next(), identity: .standard(role, origin: address.origin), role: role)
        do {
            let channel = try await bootstrap(core).bind(host: address.host, port: address.port).get()
            try await core.loop.submit { core.listener = channel }.get()
            let bound = ListenAddress(host: address.host, port: channel.localAddress?.port ?? address.port)
            return BenchProvider(identity: .standard(role, origin: bound.origin), group: group, core: core)
        } catch {
            try? await group.shutdownGracefully()
            throw ListenError(role: role, address: address, cause: error)
        }
    }

    private static func bootstrap(_ core: Core) -> ServerBootstrap {
        ServerBootstrap(group: core.loop)
            .serverChannelOption(.backlog, value: 4096)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 256)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(BenchConnection(provider: core))
                }
            }
    }

    package func prepare(_ replies: [PreparedReply], arms: Int, capacity: Int) async throws {
        guard !replies.isEmpty else { return }
        let core = core
        let identity = identity
        let stamps = replies.map(\.answer.stamps).max() ?? 1
        try await core.loop.submit {
            core.say(replies.map { BenchBytes($0, identity: identity) }, armsEach: arms)
            core.ledger = BenchLedger(stamps: stamps, capacity: capacity)
        }.get()
    }

    package func breakDown(_ plan: FaultPlan, from start: Instant) async throws {
        let core = core
        try await core.loop.submit {
            core.faults = BenchFaults(plan, role: core.role, start: start.nanoseconds)
        }.get()
    }

    package func stamps() async throws -> UpstreamStamps {
        let core = core
        return try await core.loop.submit { core.ledger.copy() }.get()
    }

    /// Closes the port and every connection.
    package func stop() async {
        let core = core
        try? await core.loop.flatSubmit { core.listener?.close() ?? core.loop.makeSucceededVoidFuture() }.get()
        try? await group.shutdownGracefully()
    }
}
