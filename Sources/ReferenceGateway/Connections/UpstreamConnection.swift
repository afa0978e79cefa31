internal import NIOCore
internal import NIOPosix

/// One connection to a provider: writes a request and tells its relay of the response, piece by piece.
final class UpstreamConnection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Why a response is not whole.
    enum Failure: Error, Equatable {
        /// The provider closed without a word on a connection that had been used before.
        case staleConnection
        case closed, reset
        case malformed(String)
    }

    private enum State {
        case idle
        case head
        case length(Int)
        case chunked(ChunkReader)
        case untilClose
        case closed
    }

    let pool: UpstreamPool
    private var relay: Relay?
    private var context: ChannelHandlerContext?
    private var state = State.idle
    private var inbound = ByteBuffer()
    private var searched = 0
    private var isReused = false
    private var hasBytes = false
    private var wasReset = false
    private var keepsAlive = true
    private var isPaused = false
    private var wantsRead = false

    private static let longestHead = 256 << 10

    init(pool: UpstreamPool) {
        self.pool = pool
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    /// Whether the kernel still calls the connection established; a provider's close is known here before it is read.
    var isUsable: Bool {
        guard let channel = context?.channel, channel.isActive, case .idle = state else { return false }
        #if os(Linux)
            let info = ChannelOptions.Types.SocketOption(level: .tcp, name: .tcp_info)
            guard let value = try? channel.syncOptions?.getOption(info) else { return true }
            return value & 0xFF == 1  // TCP_ESTABLISHED, the first byte of the kernel's structure
        #else
            return true
        #endif
    }

    /// Writes a request whose response goes to `relay`.
    func send(_ parts: [ByteBuffer], for relay: Relay) {
        self.relay = relay
        state = .head
        hasBytes = false
        guard let context else { return }
        for part in parts { context.write(wrapOutboundOut(part), promise: nil) }
        context.flush()
    }

    /// Ends the connection, and with it whatever the provider is doing for the request.
    func close() {
        relay = nil
        state = .closed
        context?.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        hasBytes = true
        if inbound.readableBytes == 0 { inbound = bytes } else { inbound.writeBuffer(&bytes) }
        advance()
    }

    func channelInactive(context: ChannelHandlerContext) {
        pool.forget(self)
        let failure: Failure = wasReset ? .reset : isReused && !hasBytes ? .staleConnection : .closed
        switch state {
        case .idle, .closed: break
        case .untilClose where !wasReset: end()
        case .head, .length, .chunked, .untilClose: fail(failure)
        }
        state = .closed
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        wasReset = true
        context.close(promise: nil)
    }

    func read(context: ChannelHandlerContext) {
        if isPaused { wantsRead = true } else { context.read() }
    }
}

extension UpstreamConnection {
    /// Stops reading while the client cannot take more; the provider feels it through TCP.
    func pause(_ pauses: Bool) {
        isPaused = pauses
        guard !pauses, wantsRead else { return }
        wantsRead = false
        context?.read()
    }

    private func advance() {
        while true {
            switch state {
            case .idle, .closed: return close()
            case .head: guard readHead() else { return }
            case .length(let left): return readLength(left)
            case .chunked(let reader): return readChunks(reader)
            case .untilClose: return deliver(takeAll())
            }
        }
    }

    private func takeAll() -> ByteBuffer {
        defer { inbound = ByteBuffer() }
        return inbound
    }

    private func deliver(_ bytes: ByteBuffer) {
        if bytes.readableBytes > 0 { relay?.received(bytes) }
    }

    /// True when a final head was read and the body may follow.
    private func readHead() -> Bool {
        guard let length = inbound.withUnsafeReadableBytes({ $0.headLength(from: searched) }) else {
            searched = inbound.readableBytes
            if searched > UpstreamConnection.longestHead { fail(.malformed("a head without end")) }
            return false
        }
        searched = 0
        guard let bytes = inbound.readSlice(length: length) else { return false }
        do {
            let head = try HeadScan(bytes)
            guard let status = head.status else {
                fail(.malformed("no status line"))
                return false
            }
            let isInterim = status < 200 && !pool.takesInterimAsFinal
            return isInterim ? status != 101 || refuseUpgrade() : try begin(head, status: status)
        } catch {
            fail(.malformed("a head that breaks HTTP/1.1"))
            return false
        }
    }

    private func refuseUpgrade() -> Bool {
        fail(.malformed("a protocol change"))
        return false
    }

    private func begin(_ head: HeadScan, status: Int) throws -> Bool {
        let isHead = relay?.routed.incoming.method == "HEAD"
        let framing = isHead ? .none : try head.responseFraming(status: status)
        keepsAlive = head.isHTTP11 && !head.lists(.connection, "close")
        switch framing {
        case .none: state = .length(0)
        case .length(let length): state = .length(length)
        case .chunked: state = .chunked(ChunkReader(leaksTrailers: pool.leaksTrailers))
        case .close: state = .untilClose
        }
        relay?.received(head, status: status)
        if case .closed = state { return false }
        return true
    }

    private func readLength(_ left: Int) {
        let slice = inbound.readSlice(length: min(left, inbound.readableBytes)) ?? ByteBuffer()
        let rest = left - slice.readableBytes
        state = .length(rest)
        if inbound.readableBytes > 0, rest == 0 { keepsAlive = false }
        if inbound.readableBytes == 0 { inbound = ByteBuffer() }
        deliver(slice)
        if rest == 0, case .length = state { end() }
    }

    /// Delivers all payload of one read at once, so that it becomes one write.
    private func readChunks(_ reader: ChunkReader) {
        var reader = reader
        var payload = ByteBuffer()
        while true {
            switch reader.next(&inbound) {
            case .data(var data):
                if payload.readableBytes == 0 { payload = data } else { payload.writeBuffer(&data) }
            case .more:
                state = .chunked(reader)
                if inbound.readableBytes == 0 { inbound = ByteBuffer() }
                return deliver(payload)
            case .malformed:
                deliver(payload)
                return fail(.malformed("a broken chunk"))
            case .end:
                if inbound.readableBytes > 0 { keepsAlive = false }
                inbound = ByteBuffer()
                deliver(payload)
                if case .closed = state { return }
                return end()
            }
        }
    }

    private func end() {
        let relay = relay
        self.relay = nil
        if keepsAlive, case .untilClose = state { keepsAlive = false }
        if keepsAlive, !pool.opensAlways {
            state = .idle
            isReused = true
            pause(false)
            pool.giveBack(self)
        } else {
            close()
        }
        relay?.ended()
    }

    private func fail(_ failure: Failure) {
        let relay = relay
        close()
        relay?.failed(failure)
    }
}

extension HeadScan {
    var isHTTP11: Bool {
        text(start).hasPrefix("HTTP/1.1")
    }

    /// The status of a response head; nil if its first line is none.
    var status: Int? {
        let parts = text(start).split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == "HTTP/1.1" || parts[0] == "HTTP/1.0", parts[1].utf8.count == 3 else {
            return nil
        }
        return Int(parts[1]).flatMap { (100...599).contains($0) ? $0 : nil }
    }
}
