internal import NIOCore
internal import NIOPosix
internal import Wire

/// A client for the control API: one connection per call, read to its end.
struct ControlCaller: Sendable {
    let address: ListenAddress
    let token: String?
    /// Whom to trust where the providers speak TLS; nil for plain HTTP.
    var authority: TrustedAuthority?

    var origin: String { address.origin(encrypted: authority != nil) }

    func call<Answer: Decodable>(
        _ method: String, _ name: String, _ body: [UInt8]?, as type: Answer.Type
    ) async throws -> Answer {
        try ControlMessage.decode(type, try await call(method, name, body))
    }

    /// The body of a 200; throws `ControlError` for anything else.
    func call(_ method: String, _ name: String, _ body: [UInt8]?) async throws -> [UInt8] {
        do {
            return try self.body(of: try await begin(method, name, body).get())
        } catch let error as ControlError {
            throw error
        } catch {
            throw ControlError(description: "the mock providers at \(origin) cannot be reached: \(error)")
        }
    }

    /// Sends without waiting for the answer.
    func send(_ method: String, _ name: String, _ body: [UInt8]) {
        _ = begin(method, name, body)
    }

    private func begin(_ method: String, _ name: String, _ body: [UInt8]?) -> EventLoopFuture<[UInt8]> {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: [UInt8].self)
        let request = ByteBuffer(bytes: self.request(method, name, body ?? []))
        ClientBootstrap(group: loop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let authority {
                        try channel.pipeline.syncOperations.addHandler(authority.handler(host: address.host))
                    }
                    try channel.pipeline.syncOperations.addHandler(AnswerReader(promise: promise))
                }
            }
            .connect(host: address.host, port: address.port)
            .flatMap { $0.writeAndFlush(request) }
            .whenFailure { promise.fail($0) }
        return promise.futureResult
    }

    private func request(_ method: String, _ name: String, _ body: [UInt8]) -> [UInt8] {
        var head = "\(method) \(ControlAPI.prefix)\(name) HTTP/1.1\r\nhost: \(address.host)\r\nconnection: close\r\n"
        if let token { head += "authorization: Bearer \(token)\r\n" }
        return Array("\(head)content-length: \(body.count)\r\n\r\n".utf8) + body
    }

    private func body(of answer: [UInt8]) throws -> [UInt8] {
        let text = HeadLines.split(answer)
        guard let head = HeadText.parse(Array(text.head)) else {
            throw ControlError(description: "\(origin) does not answer like a mock provider of gateproof")
        }
        guard head.status == 200 else {
            let said = String(decoding: text.rest.prefix(500), as: UTF8.self)
            throw ControlError(description: "the mock providers at \(origin) say \(head.status): \(said)")
        }
        return Array(text.rest)
    }
}

/// Collects all bytes of a connection.
private final class AnswerReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<[UInt8]>
    private var bytes: [UInt8] = []

    init(promise: EventLoopPromise<[UInt8]>) {
        self.promise = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes.append(contentsOf: unwrapInboundIn(data).readableBytesView)
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.succeed(bytes)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.close(promise: nil)
    }
}
