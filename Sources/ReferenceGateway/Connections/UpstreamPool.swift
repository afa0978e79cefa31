internal import NIOCore
internal import NIOPosix

/// The idle connections to one provider, and the way to make more.
final class UpstreamPool {
    let provider: GatewayConfiguration.Provider
    let authority: String
    private let loop: any EventLoop
    private let key: [UInt8]
    private var idle: [UpstreamConnection] = []
    private static let mostIdle = 256
    /// Defects only.
    let opensAlways: Bool
    let takesInterimAsFinal: Bool
    let leaksTrailers: Bool

    init(_ provider: GatewayConfiguration.Provider, quirks: Behaviour.Quirks, loop: any EventLoop) {
        opensAlways = quirks.contains(.newConnections)
        leaksTrailers = quirks.contains(.leaksTrailers)
        takesInterimAsFinal = quirks.contains(.interimIsFinal)
        self.provider = provider
        self.loop = loop
        authority = provider.port == 80 ? provider.host : "\(provider.host):\(provider.port)"
        key = Array(provider.key.utf8)
    }

    /// An idle connection that its peer has not closed, most recently used first.
    func takeIdle() -> UpstreamConnection? {
        while let connection = idle.popLast() {
            if connection.isUsable { return connection }
            connection.close()
        }
        return nil
    }

    func giveBack(_ connection: UpstreamConnection) {
        if idle.count < UpstreamPool.mostIdle { idle.append(connection) } else { connection.close() }
    }

    func forget(_ connection: UpstreamConnection) {
        idle.removeAll { $0 === connection }
    }

    func close() {
        for connection in idle { connection.close() }
        idle = []
    }

    /// Opens a connection; the result comes on the loop.
    func connect(milliseconds: Int, _ done: @escaping (Result<UpstreamConnection, any Error>) -> Void) {
        let pool = NIOLoopBound(self, eventLoop: loop)
        let opened = ClientBootstrap(group: loop)
            .connectTimeout(.milliseconds(Int64(milliseconds)))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(UpstreamConnection(pool: pool.value))
                }
            }
            .connect(host: provider.host, port: provider.port)
        opened.assumeIsolated().whenComplete { result in
            done(
                Result {
                    try result.get().pipeline.syncOperations.handler(type: UpstreamConnection.self)
                })
        }
    }

    /// Whether these bytes hold the provider's key, which no client may see.
    func holdsKey(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !key.isEmpty, bytes.count >= key.count else { return false }
        return (0...bytes.count - key.count).contains {
            bytes[$0] == key[0] && bytes[$0..<$0 + key.count].elementsEqual(key)
        }
    }
}
