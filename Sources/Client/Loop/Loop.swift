internal import CCurl
internal import Wire

/// The event loop around one multi handle; everything in it belongs to one thread.
final class Loop {
    let poller: any Poller
    private let multi: UnsafeMutableRawPointer
    private let inbox: Inbox
    private var deadlines = Deadlines()
    /// When libcurl wants to be called without an event; `Int64.max` for never.
    private var curlDeadline = Int64.max
    private var stopping = false
    /// Transfers in the multi handle, kept alive until they leave it.
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]
    /// What libcurl wants of each descriptor, by descriptor.
    private var sockets = SocketTable()
    /// How the next socket that libcurl closes goes away.
    var closing = Closing.plain
    /// Recorded exchanges in flight, by number.
    var exchanges: [UInt64: ExchangeTransfer] = [:]
    /// Which exchange last took the connection with this local port: bytes that wait there later are another's.
    var holders: [Int: UInt64] = [:]
    /// Load runs in progress.
    var sessions: [any LoadSlotOwner] = []
    /// Runs that ended since the last turn; their slots may still be on the call stack.
    private var retired: [any LoadSlotOwner] = []
    /// Waits that ended.
    private(set) var wakeUps = 0

    init(poller: any Poller, inbox: Inbox) throws {
        guard CurlLibrary.isReady, let multi = curl_multi_init() else {
            throw ClientStartError("libcurl could not make a multi handle")
        }
        self.multi = multi
        self.poller = poller
        self.inbox = inbox
        let me = Unmanaged.passUnretained(self).toOpaque()
        _ = ccurl_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, me)
        _ = ccurl_multi_set_pointer(multi, CURLMOPT_TIMERDATA, me)
        _ = ccurl_multi_set_socket_callback(multi, CURLMOPT_SOCKETFUNCTION, LoopCallbacks.socket)
        _ = ccurl_multi_set_timer_callback(multi, CURLMOPT_TIMERFUNCTION, LoopCallbacks.timer)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 4096)
    }

    /// Runs until `stop`, then lets go of everything.
    func run() {
        while !stopping { turn() }
        for work in inbox.close() { work(self) }
        for transfer in running.values {
            curl_multi_remove_handle(multi, transfer.handle)
            transfer.abandoned(loop: self)
        }
        running = [:]
        retired = []
        curl_multi_cleanup(multi)
        poller.close()
    }

    func stop() {
        stopping = true
    }

    /// Whether `stop` was called: nothing new may start.
    var isStopping: Bool { stopping }

    /// Puts a transfer in; it starts within this turn of the loop.
    func start(_ transfer: Transfer) -> CURLMcode {
        let code = curl_multi_add_handle(multi, transfer.handle)
        if code == CURLM_OK { running[transfer.handle] = transfer }
        return code
    }

    /// Takes a transfer out before its end, which closes its connection.
    func remove(_ transfer: Transfer, closing mode: Closing) {
        closing = mode
        curl_multi_remove_handle(multi, transfer.handle)
        closing = .plain
        running[transfer.handle] = nil
    }

    /// Does something at an instant, in nanoseconds of the monotonic clock.
    func at(_ instant: Int64, _ action: @escaping () -> Void) -> Deadlines.Token {
        deadlines.add(at: instant, action)
    }

    func cancel(_ token: Deadlines.Token) {
        deadlines.cancel(token)
    }

    /// One round: what is due, then a wait, then what is ready.
    private func turn() {
        retired.removeAll()
        for work in inbox.take() { work(self) }
        runDue()
        guard !stopping else { return }
        let deadline = min(curlDeadline, deadlines.next ?? .max)
        let events = poller.wait(until: deadline == .max ? nil : deadline)
        wakeUps += 1
        for event in events { handle(event) }
    }

    private func runDue() {
        var now = Instant.now().nanoseconds
        while let action = deadlines.takeDue(now) { action() }
        while curlDeadline <= now {
            curlDeadline = .max
            act(CURL_SOCKET_TIMEOUT, 0)
            now = Instant.now().nanoseconds
        }
    }

    private func handle(_ event: PollEvent) {
        let wanted = sockets.wanted(event.descriptor)
        guard !wanted.isEmpty else {
            // An idle connection stirred: stop listening, libcurl looks at it before it uses it again.
            return poller.watch(event.descriptor, for: [])
        }
        // An error is left for the next read or write to meet, so that libcurl learns its errno.
        let ready = event.failed ? wanted : event.ready
        if ready.contains(.read) { sockets.owner(event.descriptor)?.willRead(event.descriptor) }
        var mask: Int32 = 0
        if ready.contains(.read) { mask |= CURL_CSELECT_IN }
        if ready.contains(.write) { mask |= CURL_CSELECT_OUT }
        act(event.descriptor, mask)
    }

    private func act(_ socket: Int32, _ mask: Int32) {
        var alive: Int32 = 0
        curl_multi_socket_action(multi, socket, mask, &alive)
        closing = .plain
        collect()
    }

    /// Takes finished transfers out of the multi handle.
    private func collect() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            let code = ccurl_message_result(message)
            running[handle]?.leaving()
            curl_multi_remove_handle(multi, handle)
            running.removeValue(forKey: handle)?.finished(code, loop: self)
        }
    }

    /// Lets go of an ended load run, once nothing on the stack uses it any more.
    func retire(_ session: any LoadSlotOwner) {
        sessions.removeAll { $0 === session }
        retired.append(session)
    }

    // MARK: what libcurl calls

    func timerChanged(_ milliseconds: Int) {
        curlDeadline =
            milliseconds < 0
            ? .max : milliseconds == 0 ? 0 : Instant.now().nanoseconds + Int64(milliseconds) * 1_000_000
    }

    func socketChanged(_ socket: Int32, _ what: Int32, of handle: UnsafeMutableRawPointer?) {
        var interest: PollInterest = []
        if what == CURL_POLL_IN || what == CURL_POLL_INOUT { interest.insert(.read) }
        if what == CURL_POLL_OUT || what == CURL_POLL_INOUT { interest.insert(.write) }
        let transfer = interest.isEmpty ? nil : handle.flatMap { running[$0] }
        sockets.set(socket, wanted: interest, owner: transfer)
        if !interest.isEmpty || !sockets.isOurs(socket) { poller.watch(socket, for: interest) }
        transfer?.attached(to: socket)
    }

    func opened(_ socket: Int32) {
        sockets.open(socket)
    }

    func closes(_ socket: Int32) -> Int32 {
        poller.forget(socket)
        sockets.close(socket)
        return closing.close(socket)
    }
}
