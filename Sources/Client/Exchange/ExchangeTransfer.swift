internal import CCurl
internal import Wire

/// One recorded exchange while it runs; confined to the loop's thread.
final class ExchangeTransfer: Transfer {
    private(set) var easy: Easy
    let number: UInt64
    let request: ClientRequest
    let loop: Loop
    private let reply: (ClientRecord) -> Void
    private let observer: (any ExchangeObserver)?
    private var heads: HeadRecorder
    private var body = Transcript()
    private var sentHead: [UInt8] = []
    private var ready: Instant?
    private var localPort = 0
    /// What we decided ourselves; it stands above what libcurl reports.
    private var verdict: Ending?
    private var abort: AbortRule
    private(set) var upload: UploadSource
    private var reading: ReadingRule
    private var tokens: [Deadlines.Token] = []
    private let started: Instant
    /// Raw bytes seen in the socket before libcurl read them, while the head is not complete.
    private var peek = HeadPeek()
    private let errorText: UnsafeMutablePointer<CChar>
    private var sendPaused = false
    private var readPaused = false

    init(_ job: ExchangeJob, loop: Loop, reply: @escaping (ClientRecord) -> Void) throws {
        easy = try Easy()
        number = job.number
        request = job.request
        observer = job.observer
        started = job.started
        self.loop = loop
        self.reply = reply
        heads = HeadRecorder(limit: job.request.limits.headBytes)
        abort = AbortRule(job.request.behaviour.abort)
        upload = UploadSource(job.request)
        reading = ReadingRule(job.request.behaviour.reading)
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        super.init(handle: easy.handle)
    }

    deinit {
        upload.deallocate()
        errorText.deallocate()
    }

    /// Sets the handle up and hands it to the loop; ends the exchange at once when that fails.
    func begin(options: CurlClient.Options) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        easy.set(CURLOPT_ERRORBUFFER, pointer: errorText)
        easy.configure(for: request, upload: upload, options: options)
        easy.configure(callbacksOf: me, loop: loop)
        guard easy.failure == CURLE_OK else { return conclude(.failed(CurlLibrary.message(easy.failure))) }
        let code = loop.start(self)
        guard code == CURLM_OK else { return conclude(.failed("libcurl refused the transfer: \(code.rawValue)")) }
        after(milliseconds: request.limits.totalMilliseconds, from: started) { $0.giveUp(.timedOut, closing: .plain) }
    }

    /// Ends the exchange from outside a callback, by our own decision.
    func giveUp(_ ending: Ending, closing: Closing) {
        guard verdict == nil else { return }
        verdict = ending
        loop.remove(self, closing: closing)
        conclude(ending)
    }

    func cancel() {
        giveUp(.aborted, closing: closingOnAbort)
    }

    private var closingOnAbort: Closing { request.behaviour.abortWithReset ? .reset : .finish }

    private func after(milliseconds: Int, from start: Instant, _ action: @escaping (ExchangeTransfer) -> Void) {
        let instant = start.nanoseconds &+ Int64(clamping: milliseconds) &* 1_000_000
        tokens.append(loop.at(instant) { [unowned self] in action(self) })
    }

    // MARK: what libcurl calls

    /// The connection is ready; false when libcurl is about to repeat the request, which would hide the first ending.
    func prepared(localPort port: Int, at now: Instant) -> Bool {
        guard ready == nil else { return false }
        ready = now
        localPort = port
        loop.holders[port] = number
        if let milliseconds = abort.milliseconds {
            after(milliseconds: milliseconds, from: now) { $0.giveUp(.aborted, closing: $0.closingOnAbort) }
        }
        return true
    }

    /// Whether a new connection may be opened: never for a repetition.
    var mayConnect: Bool { ready == nil }

    func sent(head bytes: UnsafeRawBufferPointer) {
        sentHead.append(contentsOf: bytes)
    }

    /// Takes one header line; false to give up.
    func received(line: UnsafeRawBufferPointer, at now: Instant) -> Bool {
        guard verdict == nil else { return false }
        switch heads.take(line, at: now) {
        case .more: return true
        case .limit(let which): verdict = .limit(which)
        case .malformed(let problem): verdict = .malformed(problem)
        case .answered(let head):
            abort.begin(head, method: request.method)
            observer?.answered(head)
            if abort.isDue { stopAborting() }
        }
        return verdict == nil
    }

    /// Records body bytes as they were read.
    func received(body bytes: UnsafeRawBufferPointer, at now: Instant) {
        guard heads.isComplete else {
            // Libcurl takes a line that begins with CR for the end of the head.
            heads.bytes.append(contentsOf: bytes)
            if verdict == nil { verdict = .malformed("a header line begins with CR, or the answer is no HTTP/1") }
            return
        }
        body.append(bytes, at: now)
        observer?.received(bytes, at: now)
        guard verdict == nil else { return }
        if body.bytes.count > request.limits.bodyBytes {
            verdict = .limit("more than \(request.limits.bodyBytes) body bytes")
        } else {
            abort.feed(bytes)
            if abort.isDue { stopAborting() }
        }
    }

    /// Libcurl wants to hand over what was recorded already; false to give up.
    func accepted(bytes count: Int, at now: Instant) -> Bool {
        guard verdict == nil else { return false }
        if let until = reading.pauseEnd(total: body.bytes.count, read: count, now: now) { pauseReading(until: until) }
        return true
    }

    func nextUpload(into buffer: UnsafeMutableRawBufferPointer, at now: Instant) -> Int? {
        switch upload.next(into: buffer, now: now) {
        case .bytes(let count): return count
        case .notBefore(let instant):
            sendPaused = true
            tokens.append(
                loop.at(instant.nanoseconds) { [unowned self] in
                    sendPaused = false
                    resume()
                })
            return nil
        }
    }

    private func pauseReading(until instant: Instant) {
        readPaused = true
        curl_easy_pause(handle, CURLPAUSE_RECV | (sendPaused ? CURLPAUSE_SEND : 0))
        tokens.append(
            loop.at(instant.nanoseconds) { [unowned self] in
                readPaused = false
                resume()
            })
    }

    private func resume() {
        curl_easy_pause(handle, (readPaused ? CURLPAUSE_RECV : 0) | (sendPaused ? CURLPAUSE_SEND : 0))
    }

    private func stopAborting() {
        verdict = .aborted
        loop.closing = closingOnAbort
    }

    // MARK: what the loop calls

    override func willRead(_ socket: Int32) {
        if !heads.isComplete, !request.isEncrypted { peek.look(socket, limit: request.limits.headBytes) }
    }

    override func finished(_ code: CURLcode, loop: Loop) {
        conclude(verdict ?? ending(code))
    }

    override func leaving() {
        // The connection may carry the next request by now, whose answer must not be taken for bytes of this one.
        guard loop.holders[localPort] == number, loop.sessions.isEmpty else { return }
        guard verdict == nil, heads.isComplete, !request.isEncrypted else { return }
        var socket = curl_socket_t(-1)
        guard ccurl_get_socket(handle, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK, socket >= 0 else { return }
        // Bytes behind a complete answer: libcurl leaves them in the socket and drops the connection.
        if let excess = HeadPeek.waiting(in: socket) { body.append(excess, at: .now()) }
    }

    override func abandoned(loop: Loop) {
        conclude(.aborted)
    }

    private func ending(_ code: CURLcode) -> Ending {
        let rest = peek.rest(after: heads.bytes)
        if heads.head == nil {
            heads.bytes += rest
        } else if body.bytes.isEmpty, !rest.isEmpty, let at = peek.last {
            body.append(rest, at: at)
        }
        let systemError = peek.systemError != 0 ? peek.systemError : Int32(easy.long(CURLINFO_OS_ERRNO))
        let facts = TransferFacts(
            code: code, systemError: systemError, text: String(cString: errorText),
            wasReady: ready != nil, head: heads.head, headBytes: heads.bytes, method: request.method, body: body)
        return facts.ending
    }

    private func conclude(_ ending: Ending) {
        for token in tokens { loop.cancel(token) }
        let reused = ready != nil && easy.long(CURLINFO_NUM_CONNECTS) == 0
        let connect = easy.offset(CURLINFO_CONNECT_TIME_T) - easy.offset(CURLINFO_NAMELOOKUP_TIME_T)
        let connection = ClientRecord.Connection(
            reused: reused, connectNanoseconds: reused ? 0 : max(0, connect * 1_000), localPort: localPort)
        loop.exchanges[number] = nil
        reply(
            ClientRecord(
                request: request, sentHead: sentHead, started: started, ready: ready, interim: heads.interim,
                head: heads.head, headBytes: heads.bytes, headAt: heads.headAt, body: body, ending: ending,
                ended: .now(), connection: connection))
    }
}

extension ClientRequest {
    /// The origin asks for TLS.
    var isEncrypted: Bool { origin.lowercased().hasPrefix("https:") }
}

/// An exchange on its way from the caller to the loop.
struct ExchangeJob: Sendable {
    var number: UInt64
    var request: ClientRequest
    var observer: (any ExchangeObserver)?
    var started: Instant
}
