internal import NIOCore
internal import Wire

/// One client's connection: requests one after another, each answered before the next is begun.
final class CaptureConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let mostWaiting = 1 << 20
    private let clerk: Clerk
    private var waiting: [UInt8] = []
    private var message: IncomingMessage
    /// The exchange that runs; cancelled when the client leaves.
    private var task: Task<Void, Never>?

    init(_ clerk: Clerk) {
        self.clerk = clerk
        message = IncomingMessage(bodyLimit: clerk.options.bodyLimit)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        waiting += Array(buffer: unwrapInboundIn(data))
        if task == nil { read(context) } else if waiting.count > Self.mostWaiting { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        task?.cancel()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func read(_ context: ChannelHandlerContext) {
        let expected = message.expectsContinue
        waiting.removeFirst(message.feed(waiting[...]))
        if let refusal = message.refusal { return refuse(context, refusal.status, refusal.reason) }
        if message.expectsContinue, !expected, !message.isComplete { write(context, "HTTP/1.1 100 Continue\r\n\r\n") }
        guard message.isComplete, let head = message.head else { return }
        let body = message.body
        message = IncomingMessage(bodyLimit: clerk.options.bodyLimit)
        serve(context, head, body)
    }

    private func serve(_ context: ChannelHandlerContext, _ head: RequestHead, _ body: [UInt8]) {
        let me = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let relay = AnswerRelay(channel: context.channel)
        let (clerk, loop) = (clerk, context.eventLoop)
        task = Task {
            let record = await clerk.serve(head, body: body, observer: relay)
            let isWhole = record.head != nil && record.ending == .complete
            let hasHead = record.head != nil
            loop.execute { me.value.0.ended(me.value.1, head, isWhole: isWhole, hasHead: hasHead, record.ending) }
        }
    }

    private func ended(
        _ context: ChannelHandlerContext, _ head: RequestHead, isWhole: Bool, hasHead: Bool, _ ending: Ending
    ) {
        task = nil
        guard hasHead else { return refuse(context, 502, "the upstream gave no answer: \(ending)") }
        let wantsClose = head.fields.list("connection").contains { $0.equalsIgnoringASCIICase("close") }
        guard isWhole, !wantsClose, head.version == "HTTP/1.1" else {
            // The framing of a cut answer must stay broken, so that the client sees the cut.
            return context.close(promise: nil)
        }
        if !waiting.isEmpty { read(context) }
    }

    private func refuse(_ context: ChannelHandlerContext, _ status: Int, _ reason: String) {
        let text = JSON(reason).text
        let body = #"{"error":{"message":\#(text),"type":"gateproof_record","param":null,"code":null}}"#
        let head =
            "HTTP/1.1 \(status) \(status == 502 ? "Bad Gateway" : "Refused")\r\ncontent-type: application/json\r\n"
            + "content-length: \(body.utf8.count)\r\nconnection: close\r\n\r\n"
        write(context, head + body)
        context.close(promise: nil)
    }

    private func write(_ context: ChannelHandlerContext, _ text: String) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}

/// Hands an answer down while it arrives; called on the client's own thread.
private struct AnswerRelay: ExchangeObserver {
    var channel: any Channel

    func answered(_ head: ResponseHead) {
        var text = "HTTP/1.1 \(head.status) \(head.reason)\r\n"
        for field in head.fields where !["connection", "keep-alive"].contains(field.name.lowercased()) {
            text += "\(field.name): \(field.value)\r\n"
        }
        // Bytes above 0x7F are kept as Latin-1 scalars in head fields.
        let bytes = (text + "\r\n").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    func received(_ bytes: UnsafeRawBufferPointer, at instant: Instant) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }
}
