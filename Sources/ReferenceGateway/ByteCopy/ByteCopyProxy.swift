internal import NIOCore
internal import NIOPosix

/// A proxy that copies bytes and looks at none: the cost of one more hop, for comparison with real gateways.
///
/// With delays it is the ground truth of a benchmark, which must find what was put in.
package actor ByteCopyProxy {
    /// What is added to the time of each read before it is written on.
    package struct Delays: Sendable, Equatable {
        /// Nanoseconds for what comes from the client.
        package var request: Int64
        /// Nanoseconds for each read of what comes from the upstream.
        package var chunk: Int64

        package init(request: Int64 = 0, chunk: Int64 = 0) {
            self.request = request
            self.chunk = chunk
        }
    }

    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel
    private let core: Core
    /// Where it listens, on loopback.
    package nonisolated let port: Int

    /// What the loop works on.
    private final class Core: @unchecked Sendable {  // proof: its ledger is touched on `loop` only.
        let loop: any EventLoop
        let ledger: CopyLedger?

        init(loop: any EventLoop, isRecording: Bool) {
            self.loop = loop
            ledger = isRecording ? CopyLedger() : nil
        }
    }

    private init(group: MultiThreadedEventLoopGroup, channel: any Channel, core: Core) {
        self.group = group
        self.channel = channel
        self.core = core
        port = channel.localAddress?.port ?? 0
    }

    /// Begins to listen; throws an `IOError` when the port is taken.
    ///
    /// - Parameter isRecording: keeps when each read came and went on, for `takeRecords`.
    package static func start(
        toHost host: String, port: Int, listening: Int = 0, delays: Delays = Delays(), isRecording: Bool = false
    ) async throws -> ByteCopyProxy {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let core = Core(loop: group.next(), isRecording: isRecording)
        do {
            let channel = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 4096)
                .serverChannelOption(.maxMessagesPerRead, value: 256)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelOption(.maxMessagesPerRead, value: 1)
                .childChannelOption(.autoRead, value: false)
                .childChannelInitializer { join($0, host: host, port: port, delays: delays, core: core) }
                .bind(host: "127.0.0.1", port: listening).get()
            return ByteCopyProxy(group: group, channel: channel, core: core)
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    /// Connects upstream for a new client; nothing is read from it before.
    private static func join(
        _ client: any Channel, host: String, port: Int, delays: Delays, core: Core
    ) -> EventLoopFuture<Void> {
        let number = core.ledger?.connect() ?? 0
        return ClientBootstrap(group: client.eventLoop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(.autoRead, value: false)
            .connect(host: host, port: port)
            .flatMapThrowing { upstream in
                let inward = CopyHandler(
                    to: upstream, delay: delays.request, diary: .init(core.ledger, connection: number, isInward: true))
                let outward = CopyHandler(
                    to: client, delay: delays.chunk, diary: .init(core.ledger, connection: number, isInward: false))
                try client.pipeline.syncOperations.addHandler(inward)
                try upstream.pipeline.syncOperations.addHandler(outward)
                // The client's channel becomes active after this, and then reads by itself.
                outward.start()
            }
    }

    /// What was read and written since the last call, in order of the writes; nothing unless it records.
    package func takeRecords() async throws -> [CopyRecord] {
        let core = core
        return try await core.loop.submit { core.ledger?.take() ?? [] }.get()
    }

    /// Closes the port and every connection.
    package func stop() async {
        try? await channel.close().get()
        try? await group.shutdownGracefully()
    }
}
