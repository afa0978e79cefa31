internal import CCurl
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A load run, as its slots and the loop see it.
protocol LoadSlotOwner: AnyObject {
    var loop: Loop { get }
    /// By which the loop finds the run.
    var number: UInt64 { get }
    /// Ends the run now; requests in flight are given up.
    func stop()
    /// A slot's request has ended.
    func ended(_ slot: LoadSlot)
}

/// One load run inside a loop: arrivals are started at their instants, finished slots go back to the director.
final class LoadSession<Director: LoadDirector>: LoadSlotOwner {
    typealias Reply = (Result<(Director.Summary, LoadReport), any Error>) -> Void

    let loop: Loop
    let number: UInt64
    private let plan: LoadPlan
    private let director: Director
    private var slots: [LoadSlot] = []
    private var free: [LoadSlot] = []
    private var active = 0
    /// The next arrival; nil when there are no more.
    private var next: Int64?
    private var isOver = false
    private var report = LoadReport()
    private let began = Instant.now().nanoseconds
    private let beganProcessor = processorNanoseconds()
    private let beganWakeUps: Int
    private var reply: Reply?

    init(_ plan: LoadPlan, number: UInt64, director: Director, loop: Loop, reply: @escaping Reply) {
        self.plan = plan
        self.number = number
        self.director = director
        self.loop = loop
        self.reply = reply
        beganWakeUps = loop.wakeUps
    }

    /// Makes the slots and takes the first arrivals.
    func begin(options: CurlClient.Options) {
        do {
            for index in 0..<max(1, plan.slots) {
                slots.append(try LoadSlot(index: index, plan: plan, session: self, options: options))
            }
        } catch {
            reply?(.failure(error))
            reply = nil
            return
        }
        free = slots.reversed()
        loop.sessions.append(self)
        next = director.nextArrival()
        watchTimeouts()
        arrive()
    }

    /// Starts what is due and has the loop come back for the next arrival.
    private func arrive() {
        while let intended = next, !isOver {
            let now = Instant.now().nanoseconds
            if intended > now {
                _ = loop.at(intended) { [weak self] in self?.arrive() }
                return
            }
            next = director.nextArrival()
            if let slot = free.popLast() {
                active += 1
                start(slot, intended: intended, now: now)
            } else {
                director.dropped(intended: intended)
            }
        }
        finishIfIdle()
    }

    private func start(_ slot: LoadSlot, intended: Int64, now: Int64) {
        slot.open(intended: intended, now: now)
        director.prepare(slot)
        report.requests += 1
        if loop.start(slot) != CURLM_OK {
            slot.close(CURLE_FAILED_INIT)
            ended(slot)
        }
    }

    func ended(_ slot: LoadSlot) {
        report.answerBytes += slot.bodyBytes.count
        report.reads += slot.reads.count
        guard !isOver else { return }
        switch director.finished(slot) {
        case .again:
            let now = Instant.now().nanoseconds
            start(slot, intended: now, now: now)
        case .rest:
            active -= 1
            free.append(slot)
            finishIfIdle()
        case .stop:
            stop()
        }
    }

    func stop() {
        guard !isOver else { return }
        isOver = true
        for slot in slots where slot.isActive {
            loop.remove(slot, closing: .plain)
            slot.close(CURLE_ABORTED_BY_CALLBACK, verdict: .aborted)
        }
        active = 0
        finishIfIdle()
    }

    private func finishIfIdle() {
        guard active == 0, next == nil || isOver, let reply else { return }
        self.reply = nil
        isOver = true
        report.nanoseconds = Instant.now().nanoseconds - began
        report.processorNanoseconds = processorNanoseconds() - beganProcessor
        report.wakeUps = loop.wakeUps - beganWakeUps
        loop.retire(self)
        reply(.success((director.summary(), report)))
    }

    /// Looks for requests over their time a few times a second: cheaper than a timer for each.
    private func watchTimeouts() {
        let limit = Int64(clamping: plan.limits.totalMilliseconds) &* 1_000_000
        let connect = min(limit, Int64(clamping: max(1, plan.limits.connectMilliseconds)) &* 1_000_000)
        let step = min(max(connect / 8, 1_000_000), 100_000_000)
        _ = loop.at(Instant.now().nanoseconds + step) { [weak self] in
            guard let self, !isOver else { return }
            let now = Instant.now().nanoseconds
            for slot in slots where slot.isActive && now - slot.started >= (slot.ready == 0 ? connect : limit) {
                loop.remove(slot, closing: .plain)
                slot.close(CURLE_OPERATION_TIMEDOUT, verdict: .timedOut)
                ended(slot)
            }
            watchTimeouts()
        }
    }
}

/// CPU time of the calling thread.
private func processorNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
