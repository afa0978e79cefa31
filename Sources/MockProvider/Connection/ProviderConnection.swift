internal import NIOCore
internal import NIOSSL
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// One accepted connection: reads requests one after another and lets a player answer each.
final class ProviderConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        case open
        /// FIN was sent; what still comes is dropped.
        case finished
        case closed
    }

    /// Pipelined bytes that wait while an answer is played.
    private static let inboxLimit = 1 << 20
    /// How long the gateway may keep a connection after our FIN.
    private static let lingerNanoseconds: Int64 = 5_000_000_000

    let number: Int
    private let provider: ProviderServer
    private let accepted: Instant
    private(set) var context: ChannelHandlerContext?
    private var decoder = RequestDecoder()
    private var state = State.open
    private var requests = 0
    private var firstByte: Instant
    private var lastRead: Instant
    /// The request that is being read.
    private(set) var reading: AttemptRecord?
    private(set) var player: Player?
    /// The last request that was read whole.
    private var last: AttemptRecord?
    private var peerFinished = false
    private(set) var isDeaf = false

    init(provider: ProviderServer, number: Int) {
        self.provider = provider
        self.number = number
        accepted = .now()
        firstByte = accepted
        lastRead = accepted
    }

    /// Whether neither a request is being read nor an answer played.
    var isIdle: Bool {
        state == .open && player == nil && reading == nil && decoder.isIdle
    }

    // MARK: channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        provider.opened(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = Instant.now()
        guard state == .open else { return }
        lastRead = now
        if decoder.isIdle { firstByte = now }
        decoder.feed(unwrapInboundIn(data))
        pump()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let event = event as? ChannelEvent, event == .inputClosed else {
            return context.fireUserInboundEventTriggered(event)
        }
        peerLeft(reset: false)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // FIN without TLS's own goodbye: the event that follows tells of the FIN.
        if case NIOSSLError.uncleanShutdown = error { return }
        if !peerFinished { peerLeft(reset: true) }
        closeNow()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if !peerFinished, state == .open { peerLeft(reset: true) }
        state = .closed
        player?.connectionLost()
        player = nil
        abandonReading()
        provider.closed(self)
        self.context = nil
    }

    /// Notes FIN or RST of the gateway for whatever was going on.
    private func peerLeft(reset: Bool) {
        guard !peerFinished else { return }
        peerFinished = true
        let now = Instant.now()
        (player?.record ?? reading ?? last)?.peerClosed(reset: reset, at: now)
        if reset { return }
        abandonReading()
        if let player { return player.peerFinished() }
        closeNow()
    }

    // MARK: reading

    private func pump() {
        while state == .open, player == nil {
            switch decoder.next() {
            case .needsMore: return
            case .head(let head, let bytes, let framing): begin(head, bytes, framing)
            case .body(let part): append(part)
            case .end: finishRequest()
            case .bad(let status, let message): refuse(status: status, message)
            }
        }
        if decoder.waitingBytes > Self.inboxLimit { setReading(false) }
    }

    private func begin(_ head: RequestHead, _ bytes: [UInt8], _ framing: RequestDecoder.Framing) {
        requests += 1
        var attempt = Attempt(
            provider: provider.role, connection: number, requestOnConnection: requests, accepted: accepted,
            firstByte: firstByte, head: head)
        attempt.headRead = lastRead
        attempt.headBytes = bytes
        attempt.framing = framing.rawValue
        let record = AttemptRecord(attempt)
        reading = record
        if provider.hub.resetsEarly(record) { return resetEarly(record) }
        guard framing != .none, head.fields["expect"]?.equalsIgnoringASCIICase("100-continue") == true else { return }
        if decoder.waitingBytes == 0 { write(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")) { _ in } }
    }

    private func append(_ part: ByteBuffer) {
        guard let reading else { return }
        reading.append(body: part)
        if provider.hub.resetsEarly(reading) { resetEarly(reading) }
    }

    /// The script's fault is an RST that does not wait for the whole request.
    private func resetEarly(_ record: AttemptRecord) {
        reading = nil
        last = record
        provider.hub.claimEarly(record)
        reset()
        record.end(.reset, at: .now())
    }

    private func finishRequest() {
        guard let record = reading else { return }
        reading = nil
        last = record
        record.attempt.bodyRead = lastRead
        firstByte = lastRead
        if ControlAPI.claims(record.attempt.head.target) {
            return ControlAPI(hub: provider.hub).answer(record, on: self)
        }
        switch provider.hub.claim(record) {
        case .play(let playlist, let armed): play(playlist, for: record, armed: armed)
        case .reset:
            reset()
            record.end(.reset, at: .now())
        case .close:
            record.end(.closed, at: .now())
            finish()
        case .silent: play(Playlist.silence, for: record, armed: nil)
        }
    }

    /// Lets no further request through until an answer is played.
    func hold(_ record: AttemptRecord) {
        player = Player(
            record: record, playlist: .silence, armed: nil, connection: self, limits: provider.hub.lockstep)
    }

    func play(_ playlist: Playlist, for record: AttemptRecord, armed: ArmedCase?) {
        guard state == .open else { return }
        let player = Player(
            record: record, playlist: playlist, armed: armed, connection: self, limits: provider.hub.lockstep)
        self.player = player
        player.play()
    }

    private func refuse(status: Int, _ message: String) {
        let record = reading ?? AttemptRecord(unreadable())
        reading = nil
        last = record
        provider.hub.stray(record)
        let answer = StrayAnswer.error(status: status, message: message)
        var context = provider.playContext(nonce: "", attempt: 1, for: record.attempt)
        context.keepAlive = false
        guard let playlist = try? ScriptCompiler.compile(answer, context: context) else { return closeNow() }
        play(playlist, for: record, armed: nil)
    }

    private func unreadable() -> Attempt {
        Attempt(
            provider: provider.role, connection: number, requestOnConnection: requests + 1, accepted: accepted,
            firstByte: firstByte, head: RequestHead(method: "", target: ""))
    }

    /// A request that the gateway did not finish still belongs in the journal.
    private func abandonReading() {
        guard let record = reading else { return }
        reading = nil
        last = record
        provider.hub.abandoned(record)
        if record.attempt.peerClose == nil { record.peerClosed(reset: !peerFinished, at: .now()) }
        record.end(.abandoned, at: .now())
    }

    private func setReading(_ on: Bool) {
        context?.channel.setOption(.autoRead, value: on).assumeIsolated().whenComplete { _ in }
    }

    // MARK: writing, for the player

    /// Hands bytes to the kernel; `done` says whether it took them, at once unless the socket is full.
    func write(_ bytes: ByteBuffer, done: @escaping (Bool) -> Void) {
        guard let context, state == .open else { return done(false) }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { result in
            if case .success = result { done(true) } else { done(false) }
        }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: promise)
    }

    func schedule(at instant: Instant, _ action: @escaping () -> Void) -> Scheduled<Void> {
        provider.hub.loop.assumeIsolated().scheduleTask(
            deadline: .uptimeNanoseconds(UInt64(max(0, instant.nanoseconds))), action)
    }

    // MARK: leaving

    /// The answer is over; the connection serves the next request unless it has to close.
    func answered(close: Bool) {
        player = nil
        if close { return finish() }
        if peerFinished { return closeNow() }
        if decoder.waitingBytes > 0 {
            if decoder.waitingBytes > Self.inboxLimit { setReading(true) }
            context?.eventLoop.assumeIsolated().execute { [self] in pump() }
        }
    }

    /// Sends FIN and waits for the gateway's, so that unread bytes never turn it into an RST.
    func finish() {
        guard let context, state == .open else { return }
        player?.stop()
        player = nil
        guard !peerFinished else { return closeNow() }
        state = .finished
        context.close(mode: .output, promise: nil)
        _ = schedule(at: .now() + Self.lingerNanoseconds) { [weak self] in self?.closeNow() }
    }

    /// Sends RST: linger 0 makes the kernel drop what was not sent.
    func reset() {
        guard let context else { return }
        state = .finished
        player?.stop()
        player = nil
        (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            .assumeIsolated().whenComplete { _ in }
        beneathTLS(context).close(promise: nil)
    }

    /// Where a close reaches the socket at once: TLS would say goodbye first, and wait for the answer.
    private func beneathTLS(_ context: ChannelHandlerContext) -> ChannelHandlerContext {
        guard provider.isEncrypted else { return context }
        return (try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)) ?? context
    }

    /// Closes both directions.
    func closeNow() {
        guard let context, state != .closed else { return }
        state = .finished
        context.close(promise: nil)
    }

    /// Ends an attempt that its collector no longer waits for; the record stays as it is.
    func closeAfterCollection() {
        player?.stop()
        player = nil
        reading = nil
        closeNow()
    }

    /// Reads no more; what comes stays in the kernel's buffer.
    func turnDeaf() {
        isDeaf = true
        setReading(false)
    }

    /// A deaf connection's entry in the journal: what came is looked at now, in the kernel's buffer; nil when a kept
    /// connection got nothing.
    func unreadRecord() -> AttemptRecord? {
        guard isDeaf else { return nil }
        // What waits under TLS says nothing without being read.
        let waiting = provider.isEncrypted ? [] : context.map { UnreadBytes.peek($0.channel) } ?? []
        guard requests == 0 || !waiting.isEmpty else { return nil }
        let record = AttemptRecord(UnreadBytes.attempt(waiting, like: unreadable()))
        record.end(.stalled, at: accepted)
        return record
    }
}
