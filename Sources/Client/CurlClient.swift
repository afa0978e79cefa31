internal import Synchronization
package import Wire

/// The real client: libcurl's multi interface on a thread of its own.
///
/// One client carries hundreds of exchanges at once. It keeps connections alive between exchanges; `shutdown` closes
/// them and ends the thread.
package final class CurlClient: Exchanger {
    /// What holds for all exchanges of a client.
    package struct Options: Sendable {
        /// A file of certificates (PEM) to trust in place of the system's.
        package var certificateAuthority: String?
        package var trustsAnyCertificate: Bool
        /// Wait with poll(2) even where the platform has something better; for tests.
        package var usesPoll: Bool

        package init(
            certificateAuthority: String? = nil, trustsAnyCertificate: Bool = false, usesPoll: Bool = false
        ) {
            self.certificateAuthority = certificateAuthority
            self.trustsAnyCertificate = trustsAnyCertificate
            self.usesPoll = usesPoll
        }
    }

    /// The loaded libcurl, such as `7.88.1`.
    package static var libraryVersion: String { CurlLibrary.version ?? "unknown" }

    let options: Options
    let inbox: Inbox
    private let thread: Mutex<LoopThread?>
    private let numbers = Atomic<UInt64>(0)

    /// Starts the thread; throws when the system has no descriptors or threads left.
    package init(options: Options = Options()) throws {
        self.options = options
        let poller = try Self.poller(options)
        let inbox = Inbox(wake: poller.waker)
        self.inbox = inbox
        let loop = LoopBox(try Loop(poller: poller, inbox: inbox))
        thread = Mutex(try LoopThread { loop.run() })
    }

    deinit {
        shutdown()
    }

    /// Ends exchanges that still run (`.aborted`), closes all connections and waits for the thread; may be called twice.
    package func shutdown() {
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        _ = inbox.post { $0.stop() }
        running?.join()
    }

    package func exchange(_ request: ClientRequest, observer: (any ExchangeObserver)?) async -> ClientRecord {
        let number = nextNumber()
        let job = ExchangeJob(number: number, request: request, observer: observer, started: .now())
        if let bytes = request.behaviour.verbatim { return await playRaw(job, bytes) }
        if request.method == "HEAD", !request.body.isEmpty { return await playRaw(job, RequestLines.verbatim(request)) }
        let inbox = inbox
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in perform(job) { continuation.resume(returning: $0) } }
        } onCancel: {
            _ = inbox.post { $0.exchanges[number]?.cancel() }
        }
    }

    /// A number that names one exchange or load run of this client.
    func nextNumber() -> UInt64 {
        numbers.add(1, ordering: .relaxed).newValue
    }

    private func perform(_ job: ExchangeJob, reply: @escaping @Sendable (ClientRecord) -> Void) {
        let options = options
        let posted = inbox.post { loop in
            guard !loop.isStopping else { return reply(.unsent(job, .aborted)) }
            do {
                let transfer = try ExchangeTransfer(job, loop: loop, reply: reply)
                loop.exchanges[job.number] = transfer
                transfer.begin(options: options)
            } catch {
                reply(.unsent(job, .failed("\(error)")))
            }
        }
        if !posted { reply(.unsent(job, .failed("the client has been shut down"))) }
    }

    /// Plays a verbatim exchange on a thread of its own.
    private func playRaw(_ job: ExchangeJob, _ bytes: [UInt8]) async -> ClientRecord {
        let cancelled = Cancellation()
        let options = options
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                do {
                    try LoopThread {
                        let exchange = RawExchange(job, verbatim: bytes, options: options) { cancelled.isSet }
                        continuation.resume(returning: exchange.run())
                    }.detach()
                } catch {
                    continuation.resume(returning: .unsent(job, .failed("\(error)")))
                }
            }
        } onCancel: {
            cancelled.set()
        }
    }

    private static func poller(_ options: Options) throws -> any Poller {
        #if os(Linux)
            if !options.usesPoll { return try EpollPoller() }
        #endif
        return try PollPoller()
    }

    /// Carries the loop to its thread.
    private struct LoopBox: @unchecked Sendable {  // proof: made on one thread and used only by the one it starts
        private let loop: Loop

        init(_ loop: Loop) {
            self.loop = loop
        }

        func run() {
            loop.run()
        }
    }
}

/// A flag that one task sets and a thread looks at.
private final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    func set() {
        flag.store(true, ordering: .relaxed)
    }
}

extension ClientRecord {
    /// The record of an exchange that never began.
    static func unsent(_ job: ExchangeJob, _ ending: Ending) -> ClientRecord {
        ClientRecord(request: job.request, started: job.started, ending: ending, ended: .now())
    }
}
