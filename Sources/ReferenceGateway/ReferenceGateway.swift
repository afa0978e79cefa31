internal import NIOCore
internal import NIOPosix

/// The built-in gateway: a fast pass-through with failover, correct unless a defect is asked for.
///
/// All its work happens on one event loop; `start` and `stop` are the only calls that wait.
package actor ReferenceGateway {
    private let configuration: GatewayConfiguration
    private var running: Running?

    private struct Running {
        var group: MultiThreadedEventLoopGroup
        var channel: any Channel
        var state: NIOLoopBound<GatewayLoop>
    }

    package init(_ configuration: GatewayConfiguration) {
        var configuration = configuration
        configuration.behaviour?.configure?(&configuration)
        self.configuration = configuration
    }

    /// Begins to listen and returns the port; throws an `IOError` if the address cannot be had.
    package func start() async throws -> Int {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let configuration = configuration
        let state = try await loop.submit {
            let state = GatewayLoop(configuration: configuration, loop: loop)
            state.start()
            return NIOLoopBound(state, eventLoop: loop)
        }.get()
        do {
            let channel = try await ReferenceGateway.listen(configuration, group: group, state: state)
            running = Running(group: group, channel: channel, state: state)
            return channel.localAddress?.port ?? 0
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    private static func listen(
        _ configuration: GatewayConfiguration, group: MultiThreadedEventLoopGroup, state: NIOLoopBound<GatewayLoop>
    ) async throws -> any Channel {
        try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.maxMessagesPerRead, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ClientConnection(gateway: state.value))
                }
            }
            .bind(host: configuration.host, port: configuration.port).get()
    }

    /// Closes every connection and frees the port; a second call does nothing.
    package func stop() async throws {
        guard let running else { return }
        self.running = nil
        try? await running.channel.close().get()
        let state = running.state
        try await running.channel.eventLoop.submit { state.value.stop() }.get()
        try await running.group.shutdownGracefully()
    }
}
