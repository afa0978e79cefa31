internal import NIOCore
internal import NIOPosix
internal import Suites
internal import Wire

/// One connection of a benchmark: finds requests, answers them from prepared buffers, stamps both.
final class BenchConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let inboxLimit = 64 << 20

    private let provider: BenchProvider.Core
    private var context: ChannelHandlerContext?
    private var inbox = ByteBuffer()
    /// No use looking at the inbox before it holds so many bytes.
    private var needed = 0
    private var firstByte = Instant(nanoseconds: 0)
    // The stream that is being written.
    private var bytes: BenchBytes?
    private var ledger: BenchLedger?
    private var row: UnsafeMutablePointer<Int64>?
    private var nextEvent = 0
    private var due: Int64 = 0
    private var closes = false
    private var nonce: UInt64 = 0
    /// After so many events the stream breaks.
    private var breaksAfter = Int.max
    private var stallsThen = false

    init(provider: BenchProvider.Core) {
        self.provider = provider
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        bytes = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = Instant.now()
        var part = unwrapInboundIn(data)
        if inbox.readableBytes == 0 {
            firstByte = now
            inbox = part
        } else {
            inbox.writeBuffer(&part)
        }
        pump(now, context)
    }

    private func pump(_ now: Instant, _ context: ChannelHandlerContext) {
        while bytes == nil, inbox.readableBytes > 0, inbox.readableBytes >= needed {
            switch inbox.withUnsafeReadableBytes({ BenchRequest.find(in: $0) }) {
            case .incomplete(let needed):
                self.needed = needed
                if max(needed, inbox.readableBytes) > Self.inboxLimit { context.close(promise: nil) }
                return
            case .bad: return context.close(promise: nil)
            case .whole(let request):
                needed = 0
                inbox.moveReaderIndex(forwardBy: request.length)
                answer(request, at: now, context)
                firstByte = now
            }
        }
    }

    // MARK: answering

    private func answer(_ request: BenchRequest.Shape, at now: Instant, _ context: ChannelHandlerContext) {
        closes = request.closes
        let prepared = provider.bytes(for: request.nonce)
        if request.isGet, request.nonce == 0 { return send(last: prepared.lookup, context) }
        let ledger = provider.ledger
        let row = ledger.open(nonce: request.nonce, firstByte: firstByte, read: now)
        breaksAfter = .max
        if let fault = provider.faults.next(nonce: request.nonce, at: now.nanoseconds),
            fail(fault, row, context)
        {
            return
        }
        switch prepared.answer {
        case .json:
            let at = Instant.now().nanoseconds
            row?[UpstreamStamps.prefix] = at
            row?[3] = at
            send(last: prepared.first, context)
        case .stream(let pace), .tools(let pace):
            bytes = prepared
            nonce = request.nonce
            // Rows live as long as their ledger, which may be replaced while this stream runs.
            self.ledger = ledger
            self.row = row
            nextEvent = 1
            due = now.nanoseconds + pace.firstNanoseconds
            schedule()
        }
    }

    private func send(last: ByteBuffer, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(last), promise: nil)
        if closes { context.close(promise: nil) }
    }

    // MARK: streaming

    private func schedule() {
        provider.pacer.wake(self, at: due)
    }

    /// Writes the event that is due, and what else is due by now.
    func isDue() {
        guard let bytes, let context, let pace = bytes.pace else { return }
        let now = Instant.now().nanoseconds
        if nextEvent == 1 { row?[UpstreamStamps.prefix] = now }
        row?[UpstreamStamps.prefix + nextEvent] = now
        let event =
            pace.isSigned
            ? bytes.event(nextEvent, signedBy: provider.role, nonce: nonce) : bytes.event(nextEvent)
        context.writeAndFlush(wrapOutboundOut(event), promise: nil)
        nextEvent += 1
        if nextEvent > breaksAfter { return breakOff(context) }
        guard nextEvent > pace.events else {
            due += pace.everyNanoseconds
            return schedule()
        }
        finish(bytes.tail, context)
    }

    /// Breaks at once, or prepares to; false when the answer has to begin first.
    private func fail(
        _ fault: FaultPlan.Kind, _ row: UnsafeMutablePointer<Int64>?, _ context: ChannelHandlerContext
    ) -> Bool {
        switch fault {
        case .stall(let count) where count > 0:
            (breaksAfter, stallsThen) = (count, true)
            return false
        case .cut(let count):
            (breaksAfter, stallsThen) = (count, false)
            return false
        case .status(let code): send(last: BenchBytes.failure(code), context)
        case .stall: break
        case .reset:
            // A linger of nothing makes a reset of the close.
            (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                .assumeIsolated().whenComplete { _ in }
            context.close(promise: nil)
        }
        row?[4] = Instant.now().nanoseconds
        return true
    }

    private func breakOff(_ context: ChannelHandlerContext) {
        row?[4] = Instant.now().nanoseconds
        bytes = nil
        row = nil
        ledger = nil
        if !stallsThen { context.close(promise: nil) }
    }

    private func finish(_ tail: ByteBuffer, _ context: ChannelHandlerContext) {
        row?[3] = Instant.now().nanoseconds
        bytes = nil
        row = nil
        ledger = nil
        send(last: tail, context)
        if inbox.readableBytes > 0 { pump(.now(), context) }
    }
}
