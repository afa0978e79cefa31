internal import CCurl
internal import Wire

/// One read of body bytes: when, and up to which offset of the body.
package struct LoadRead: BitwiseCopyable {
    /// Nanoseconds of the monotonic clock, taken first thing after the read.
    package var at: Int64
    package var end: Int
}

/// One place for a request in flight: a reused libcurl handle, its request, and room for the answer.
///
/// Everything is valid on the client's thread only, and the answer only until the slot starts again.
package final class LoadSlot: Transfer {
    private var easy: Easy
    /// Counts the slots of a run from 0.
    package let index: Int
    let plan: LoadPlan
    private(set) var chosen = -1
    private var request = Arena<UInt8>(capacity: 1 << 10)
    private var head = Arena<UInt8>(capacity: 1 << 10)
    private var answer: Arena<UInt8>
    private var stamps: Arena<LoadRead>
    private(set) var result: CURLcode = CURLE_OK
    private(set) var verdict: Ending?
    private(set) var isActive = false
    /// The session that owns the slot.
    private unowned(unsafe) let session: any LoadSlotOwner

    /// When the request was to start; the same as `started` in a closed loop.
    package private(set) var intended: Int64 = 0
    /// `c1`: when it was handed to libcurl.
    package private(set) var started: Int64 = 0
    /// `c2`: connection ready, nothing sent yet; 0 when there was no connection.
    package private(set) var ready: Int64 = 0
    /// When the first header line was read; 0 when none was.
    package private(set) var headAt: Int64 = 0
    package private(set) var ended: Int64 = 0
    /// For the director's own bookkeeping.
    package var tag = 0

    init(index: Int, plan: LoadPlan, session: any LoadSlotOwner, options: CurlClient.Options) throws {
        easy = try Easy()
        self.index = index
        self.plan = plan
        self.session = session
        answer = Arena(capacity: plan.expectedBytes)
        stamps = Arena(capacity: plan.expectedReads)
        super.init(handle: easy.handle)
        easy.configure(origin: plan.requests[0].origin, limits: plan.limits, options: options)
        // libcurl would keep a timer for each running stream, and sort them all at each event; the session looks itself.
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, 0)
        easy.set(CURLOPT_FRESH_CONNECT, plan.freshConnections)
        easy.set(CURLOPT_FORBID_REUSE, plan.freshConnections)
        easy.configure(loadCallbacksOf: Unmanaged.passUnretained(self).toOpaque(), loop: session.loop)
        choose(0)
        if easy.failure != CURLE_OK { throw ClientStartError(CurlLibrary.message(easy.failure)) }
    }

    // MARK: the request

    /// Makes `plan.requests[number]` the request of this slot; free when it already is, and then keeps the patches.
    package func choose(_ number: Int) {
        guard chosen != number, plan.requests.indices.contains(number) else { return }
        chosen = number
        let wanted = plan.requests[number]
        request.removeAll()
        wanted.body.withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { request.append(base, count: bytes.count) }
        }
        easy.configure(for: wanted, body: request.storage)
    }

    /// The request body, to be patched in place by `LoadDirector.prepare`.
    package var body: UnsafeMutableBufferPointer<UInt8> { request.storage }

    // MARK: the answer

    /// The status of the answer; 0 without one.
    package var status: Int { easy.long(CURLINFO_RESPONSE_CODE) }

    /// The connection was used before.
    package var isReused: Bool { ready != 0 && easy.long(CURLINFO_NUM_CONNECTS) == 0 }

    /// The bytes of all heads.
    package var headBytes: UnsafeBufferPointer<UInt8> { head.elements }

    /// The bytes after the head, transfer coding included.
    package var bodyBytes: UnsafeBufferPointer<UInt8> { answer.elements }

    /// The reads that brought the body.
    package var reads: UnsafeBufferPointer<LoadRead> { stamps.elements }

    /// Neither libcurl nor a limit reports an error: the cheap form of `ending`, without a look at the framing.
    package var isComplete: Bool { result == CURLE_OK && verdict == nil }

    /// The errno of the last failed socket call.
    var systemError: Int32 { Int32(easy.long(CURLINFO_OS_ERRNO)) }

    // MARK: what the session calls

    /// Empties the slot for a request that starts now.
    func open(intended: Int64, now: Int64) {
        self.intended = intended
        started = now
        ready = 0
        headAt = 0
        ended = 0
        verdict = nil
        result = CURLE_OK
        head.removeAll()
        answer.removeAll()
        stamps.removeAll()
        isActive = true
    }

    /// Notes the end of the request; what a callback decided stands.
    func close(_ code: CURLcode, verdict decided: Ending? = nil) {
        ended = Instant.now().nanoseconds
        result = code
        if verdict == nil { verdict = decided }
        isActive = false
    }

    // MARK: what libcurl calls

    /// False when libcurl is about to repeat the request, which would hide how the first try ended.
    func prepared(at now: Int64) -> Bool {
        guard ready == 0 else { return false }
        ready = now
        return true
    }

    /// Opens a socket, unless it is for a repetition.
    func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
        guard ready == 0 else { return curl_socket_t(-1) }
        let socket = LoopCallbacks.open(address)
        if socket >= 0 { session.loop.opened(socket) }
        return socket
    }

    func received(line: UnsafePointer<UInt8>, count: Int, at now: Int64) -> Bool {
        if headAt == 0 { headAt = now }
        guard head.count + count <= plan.limits.headBytes else {
            verdict = .limit("more than \(plan.limits.headBytes) head bytes")
            return false
        }
        head.append(line, count: count)
        return true
    }

    func received(body bytes: UnsafePointer<UInt8>, count: Int, at now: Int64) -> Bool {
        guard answer.count + count <= plan.limits.bodyBytes else {
            verdict = .limit("more than \(plan.limits.bodyBytes) body bytes")
            return false
        }
        answer.append(bytes, count: count)
        stamps.append(LoadRead(at: now, end: answer.count))
        return true
    }

    // MARK: what the loop calls

    override func finished(_ code: CURLcode, loop: Loop) {
        close(code)
        session.ended(self)
    }

    override func abandoned(loop: Loop) {
        session.stop()
    }
}
