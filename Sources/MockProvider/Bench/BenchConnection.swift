internal import NIOCore
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
        let prepared = provider.bytes
        if request.isGet, request.nonce == 0 { return send(last: prepared.lookup, context) }
        let ledger = provider.ledger
        let row = ledger.open(nonce: request.nonce, firstByte: firstByte, read: now)
        switch prepared.answer {
        case .json:
            let at = Instant.now().nanoseconds
            row?[UpstreamStamps.prefix] = at
            row?[3] = at
            send(last: prepared.first, context)
        case .stream(let pace):
            bytes = prepared
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
        guard let bytes, let context, case .stream(let pace) = bytes.answer else { return }
        let now = Instant.now().nanoseconds
        if nextEvent == 1 { row?[UpstreamStamps.prefix] = now }
        row?[UpstreamStamps.prefix + nextEvent] = now
        context.writeAndFlush(wrapOutboundOut(nextEvent == 1 ? bytes.first : bytes.later[nextEvent - 2]), promise: nil)
        nextEvent += 1
        guard nextEvent > pace.events else {
            due += pace.everyNanoseconds
            return schedule()
        }
        finish(bytes.tail, context)
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
