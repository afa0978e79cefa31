internal import NIOCore
internal import Wire

/// Writes what it reads to the other channel, after a delay when there is one; reads on when that has room.
final class CopyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// From here on a wait is spent looking at the clock: timers are some 60 us late.
    private static let spin: Int64 = 150_000

    private let other: any Channel
    private let delay: Int64
    private var context: ChannelHandlerContext?
    private var waiting: [(due: Int64, bytes: ByteBuffer)] = []
    private var isTimed = false
    private var isEnding = false

    init(to other: any Channel, delay: Int64) {
        self.other = other
        self.delay = delay
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    /// For a channel that was active before this handler came.
    func start() {
        context?.read()
    }

    func channelActive(context: ChannelHandlerContext) {
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        guard delay > 0 else {
            other.writeAndFlush(bytes, promise: nil)
            return
        }
        waiting.append((Instant.now().nanoseconds + delay, bytes))
        if !isTimed { time() }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if other.isWritable || delay > 0 { context.read() } else { retry() }
    }

    /// Looks again a little later whether the other side has room.
    private func retry() {
        guard let context else { return }
        context.eventLoop.assumeIsolated().scheduleTask(in: .microseconds(200)) { [self] in
            if other.isWritable { self.context?.read() } else { retry() }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        isEnding = true
        if waiting.isEmpty { other.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    // MARK: delays

    /// Writes what is due, and has the loop come back shortly before the next.
    private func time() {
        while let next = waiting.first {
            let left = next.due - Instant.now().nanoseconds
            guard left <= Self.spin else {
                isTimed = true
                other.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(left - Self.spin)) { [self] in
                    isTimed = false
                    time()
                }
                return
            }
            while Instant.now().nanoseconds < next.due {}
            waiting.removeFirst()
            other.writeAndFlush(next.bytes, promise: nil)
        }
        if isEnding { other.close(promise: nil) }
    }
}
