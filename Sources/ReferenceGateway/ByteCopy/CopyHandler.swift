internal import NIOCore
internal import Wire

/// Writes what it reads to the other channel, after a delay when there is one; reads on when that has room.
final class CopyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// From here on a wait is spent looking at the clock: timers are some 60 us late.
    private static let spin: Int64 = 150_000

    /// Where the handler notes what it did.
    struct Diary {
        private let ledger: CopyLedger?
        private let connection: Int
        private let isInward: Bool

        init(_ ledger: CopyLedger?, connection: Int, isInward: Bool) {
            self.ledger = ledger
            self.connection = connection
            self.isInward = isInward
        }

        var isKept: Bool { ledger != nil }

        func note(readAt: Int64, wroteAt: Int64, bytes: Int) {
            ledger?.note(
                CopyRecord(
                    connection: connection, isInward: isInward, readAt: readAt, wroteAt: wroteAt, bytes: bytes))
        }
    }

    private let other: any Channel
    private let delay: Int64
    private let diary: Diary
    private var context: ChannelHandlerContext?
    private var waiting: [(readAt: Int64, bytes: ByteBuffer)] = []
    private var isTimed = false
    private var isEnding = false

    init(to other: any Channel, delay: Int64, diary: Diary) {
        self.other = other
        self.delay = delay
        self.diary = diary
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
        let now = diary.isKept || delay > 0 ? Instant.now().nanoseconds : 0
        let bytes = unwrapInboundIn(data)
        guard delay > 0 else { return pass(bytes, readAt: now) }
        waiting.append((now, bytes))
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

    /// Stamps only where somebody wants to know.
    private func pass(_ bytes: ByteBuffer, readAt: Int64) {
        if diary.isKept {
            diary.note(readAt: readAt, wroteAt: Instant.now().nanoseconds, bytes: bytes.readableBytes)
        }
        other.writeAndFlush(bytes, promise: nil)
    }

    // MARK: delays

    /// Writes what is due, and has the loop come back shortly before the next.
    private func time() {
        while let next = waiting.first {
            let due = next.readAt + delay
            let left = due - Instant.now().nanoseconds
            guard left <= Self.spin else {
                isTimed = true
                other.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(left - Self.spin)) { [self] in
                    isTimed = false
                    time()
                }
                return
            }
            while Instant.now().nanoseconds < due {}
            waiting.removeFirst()
            pass(next.bytes, readAt: next.readAt)
        }
        if isEnding { other.close(promise: nil) }
    }
}
