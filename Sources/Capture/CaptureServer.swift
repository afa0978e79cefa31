internal import NIOCore
internal import NIOPosix
package import Recordings
package import Wire

/// A small proxy that notes every request on its way: the client's requests go up unchanged, a copy without secrets is kept.
package actor CaptureServer {
    /// What holds for all connections.
    package struct Options: Sendable {
        package var upstream: Upstream
        package var keepsAnswers: Bool
        /// Larger request bodies are refused with 413.
        package var bodyLimit: Int
        /// Larger answers go through, but are not kept.
        package var answerLimit: Int

        package init(
            upstream: Upstream, keepsAnswers: Bool = true, bodyLimit: Int = 32 << 20, answerLimit: Int = 2 << 20
        ) {
            self.upstream = upstream
            self.keepsAnswers = keepsAnswers
            self.bodyLimit = bodyLimit
            self.answerLimit = answerLimit
        }
    }

    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel
    package nonisolated let port: Int

    private init(group: MultiThreadedEventLoopGroup, channel: any Channel) {
        self.group = group
        self.channel = channel
        port = channel.localAddress?.port ?? 0
    }

    /// Begins to listen; throws an `IOError` when the address cannot be had.
    ///
    /// - Parameter note: gets each request when its exchange is over, secrets already taken out.
    package static func start(
        host: String, port: Int, options: Options, exchanger: any Exchanger,
        note: @escaping @Sendable (RecordedRequest) -> Void
    ) async throws -> CaptureServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let clerk = Clerk(options: options, exchanger: exchanger, note: note)
        do {
            let channel = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 256)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(CaptureConnection(clerk))
                    }
                }
                .bind(host: host, port: port).get()
            return CaptureServer(group: group, channel: channel)
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    /// Closes the port and every connection.
    package func stop() async {
        try? await channel.close().get()
        try? await group.shutdownGracefully()
    }
}
