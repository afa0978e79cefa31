internal import NIOCore

/// One connection from a client: reads requests, hands each to a relay and writes what the relay says.
final class ClientConnection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum State {
        case head
        case body
        case relaying(Relay)
        /// The answer is out but the client may still be sending; what it sends is thrown away.
        case draining
        case closed
    }

    let gateway: GatewayLoop
    var state = State.head
    var request: IncomingRequest?
    private(set) var context: ChannelHandlerContext?
    private var inbound = ByteBuffer()
    /// How much of `inbound` holds no end of a head.
    private var searched = 0
    private var isReading = false
    private var requests = 0
    private var wantsRead = false

    /// How far a client may send ahead while its request is under way.
    private static let longestPipeline = 64 << 10

    init(gateway: GatewayLoop) {
        self.gateway = gateway
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        gateway.clients[ObjectIdentifier(self)] = self
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        gateway.clients[ObjectIdentifier(self)] = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if case .draining = state { return }
        if inbound.readableBytes == 0 { inbound = bytes } else { inbound.writeBuffer(&bytes) }
        advance()
    }

    /// The client is gone: whatever runs for it stops at once, upstream included.
    func channelInactive(context: ChannelHandlerContext) {
        if case .relaying(let relay) = state { relay.clientLeft() }
        state = .closed
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if case .relaying(let relay) = state { relay.clientWritabilityChanged(context.channel.isWritable) }
        context.fireChannelWritabilityChanged()
    }

    func read(context: ChannelHandlerContext) {
        if case .relaying = state, inbound.readableBytes > ClientConnection.longestPipeline {
            wantsRead = true
        } else {
            context.read()
        }
    }
}

extension ClientConnection {
    /// Reads as much as there is, one request after the other.
    private func advance() {
        guard !isReading else { return }
        isReading = true
        defer { isReading = false }
        while true {
            switch state {
            case .head: guard readHead() else { return }
            case .body: guard readBody() else { return }
            case .relaying, .draining, .closed: return
            }
        }
    }

    private func readHead() -> Bool {
        while inbound.readableBytes > 0, inbound.firstByte == 0x0D || inbound.firstByte == 0x0A {
            inbound.moveReaderIndex(forwardBy: 1)
        }
        let limit = gateway.configuration.limits.requestHead
        guard let length = inbound.withUnsafeReadableBytes({ $0.headLength(from: searched) }) else {
            searched = inbound.readableBytes
            if searched > limit { refuse(.headSize) }
            return false
        }
        searched = 0
        guard length <= limit, let head = inbound.readSlice(length: length) else {
            refuse(.headSize)
            return false
        }
        do {
            try begin(IncomingRequest(head, quirks: gateway.behaviour?.quirks))
        } catch {
            refuse(error)
        }
        return true
    }

    private func begin(_ incoming: IncomingRequest) throws(Refusal) {
        var incoming = incoming
        let limit = gateway.configuration.limits.requestBody
        if case .length(let length) = incoming.framing, length > limit {
            if gateway.has(.closesOnLargeBody) { return abort() }
            throw .bodySize(limit: limit)
        }
        incoming.refusal = gateway.refusal(of: incoming)
        if incoming.expectsContinue, !gateway.has(.ignoresExpect) {
            if let refusal = incoming.refusal {
                request = incoming
                throw refusal.closing()
            }
            if inbound.readableBytes == 0 { writeContinue() }
        }
        requests += 1
        if requests >= gateway.configuration.limits.requestsPerConnection { incoming.keepsAlive = false }
        request = incoming
        state = .body
    }

    private func writeContinue() {
        send(ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n"))
    }

    private func readBody() -> Bool {
        guard let framing = request?.framing else { return false }
        switch framing {
        case .none, .close: break
        case .length(let length):
            guard let body = inbound.readSlice(length: length) else { return false }
            request?.body = body
        case .chunked:
            guard readChunks() else { return false }
        }
        inbound.discardReadBytes(keeping: 0)
        dispatch()
        return true
    }

    /// True when the body is whole.
    private func readChunks() -> Bool {
        let limit = gateway.configuration.limits.requestBody
        while true {
            switch request?.chunks.next(&inbound) {
            case .data(var data): request?.body.writeBuffer(&data)
            case .end: return true
            case .malformed, nil:
                refuse(.badRequest("The chunked body is malformed."))
                return false
            case .more: return false
            }
            if let size = request?.body.readableBytes, size > limit {
                refuse(.bodySize(limit: limit))
                return false
            }
        }
    }

    private func dispatch() {
        guard let incoming = request else { return }
        if let refusal = incoming.refusal { return refuse(refusal) }
        switch gateway.answer(to: incoming) {
        case .refusal(let refusal): refuse(refusal)
        case .local(var answer):
            answer.body = gateway.behaviour?.localAnswer?(answer.body) ?? answer.body
            give(answer)
        case .relay(let routed):
            let relay = Relay(routed, client: self, gateway: gateway)
            state = .relaying(relay)
            relay.start()
        }
    }

    /// The answer is complete; the next request may be read.
    func finished(keepsAlive: Bool) {
        guard case .closed = state else {
            let stays = keepsAlive && request?.keepsAlive ?? false
            request = nil
            state = .head
            if !stays { return close() }
            if wantsRead {
                wantsRead = false
                context?.read()
            }
            return advance()
        }
    }

    private func close() {
        state = .draining
        guard let context else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { [weak self] _ in
            self?.context?.close(promise: nil)
        }
    }
}

extension ByteBuffer {
    /// Gives the memory of what has been read back once nothing is left.
    fileprivate mutating func discardReadBytes(keeping rest: Int) {
        if readableBytes == rest { self = ByteBuffer() }
    }
}
