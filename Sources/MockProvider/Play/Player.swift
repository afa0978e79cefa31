internal import NIOCore
internal import Wire

/// Plays one playlist on one connection; lives on the event loop.
///
/// One write is handed over at a time and the next only when the kernel has taken it, so stamps and accepted bytes hold
/// under backpressure too.
final class Player {
    private enum Blocked {
        case flush
        case time(Scheduled<Void>)
        case client(event: Int, began: Instant, limit: Scheduled<Void>)
        case peer(limit: Scheduled<Void>)
        /// A stall.
        case forever
    }

    private static let pieceBytes = 64 << 10

    let record: AttemptRecord
    private let playlist: Playlist
    private let armed: ArmedCase?
    private let connection: ProviderConnection
    private let limits: LockstepLimits
    private var index = 0
    /// Bytes of the current write that were handed over.
    private var offset = 0
    private var eventsStamped = 0
    private var outstanding = 0
    private var blocked: Blocked?
    private var isOver = false
    private var holds = 0
    /// The schedule that waits extend; moved on when something else than a wait cost time.
    private var schedule: Instant

    init(
        record: AttemptRecord, playlist: Playlist, armed: ArmedCase?, connection: ProviderConnection,
        limits: LockstepLimits
    ) {
        self.record = record
        self.playlist = playlist
        self.armed = armed
        self.connection = connection
        self.limits = limits
        schedule = record.attempt.bodyRead ?? .now()
        record.playlist = playlist
    }

    func isFor(_ other: ArmedCase) -> Bool {
        armed === other
    }

    func play() {
        while blocked == nil, !isOver, index < playlist.actions.count {
            perform(playlist.actions[index])
        }
    }

    private func perform(_ action: Playlist.Action) {
        switch action {
        case .write(let write): writePiece(of: write)
        case .wait(let milliseconds): wait(milliseconds)
        case .awaitClient(let event): awaitClient(event)
        case .awaitClose(let milliseconds): awaitClose(milliseconds)
        case .finish(let finish): self.finish(finish)
        }
    }

    // MARK: writing

    private func writePiece(of write: Playlist.Write) {
        let start = write.range.lowerBound + offset
        let end = min(start + Self.pieceBytes, write.range.upperBound)
        let isLast = end == write.range.upperBound
        if isLast {
            index += 1
            offset = 0
        } else {
            offset += end - start
        }
        let now = Instant.now()
        stamp(write, from: start, to: end, at: now)
        hand(over: start..<end)
    }

    private func stamp(_ write: Playlist.Write, from start: Int, to end: Int, at now: Instant) {
        record.wrote(start..<end, at: now)
        if write.completesHead, end - write.range.lowerBound >= write.headBytes, record.attempt.headWritten == nil {
            record.attempt.headWritten = now
        }
        eventsStamped = max(eventsStamped, write.events.lowerBound)
        while eventsStamped < write.events.upperBound {
            let event = playlist.events[eventsStamped]
            guard event.wireEnd <= end else { return }
            record.attempt.events.append(Attempt.EventWrite(index: event.index, at: now, payload: event.payload))
            eventsStamped += 1
        }
    }

    private func hand(over range: Range<Int>) {
        guard let slice = playlist.wire.getSlice(at: range.lowerBound, length: range.count) else { return }
        outstanding += range.count
        connection.write(slice) { [self] accepted in
            outstanding -= range.count
            guard accepted else { return }
            record.kernelAccepted(range.count)
            guard case .flush? = blocked else { return }
            rebase()
            blocked = nil
            play()
        }
        if outstanding > 0, !isOver { blocked = .flush }
    }

    // MARK: waiting

    private func wait(_ milliseconds: Int) {
        index += 1
        schedule = schedule + Int64(milliseconds) * 1_000_000
        guard schedule > .now() else { return }
        blocked = .time(connection.schedule(at: schedule) { [self] in resume() })
    }

    private func awaitClient(_ event: Int) {
        index += 1
        let began = Instant.now()
        guard let armed else { return }
        if armed.received >= event { return noteWait(event, began: began, released: began) }
        guard let milliseconds = limits.milliseconds(afterHolds: holds), record.attempt.peerClose == nil else { return }
        let limit = connection.schedule(at: began + Int64(milliseconds) * 1_000_000) { [self] in
            holds += 1
            noteWait(event, began: began, released: nil)
            rebase()
            resume()
        }
        blocked = .client(event: event, began: began, limit: limit)
    }

    private func noteWait(_ event: Int, began: Instant, released: Instant?) {
        record.attempt.lockstep.append(
            Attempt.LockstepWait(event: event, began: began, released: released, bytesBefore: record.writtenBody))
    }

    private func awaitClose(_ milliseconds: Int) {
        index += 1
        guard record.attempt.peerClose == nil else { return }
        let deadline = Instant.now() + Int64(milliseconds) * 1_000_000
        blocked = .peer(
            limit: connection.schedule(at: deadline) { [self] in
                rebase()
                resume()
            })
    }

    private func resume() {
        guard !isOver else { return }
        blocked = nil
        play()
    }

    private func rebase() {
        schedule = max(schedule, .now())
    }

    // MARK: what others report

    /// The client has received more events.
    func clientReceived() {
        guard case .client(let event, let began, let limit)? = blocked, let armed, armed.received >= event else {
            return
        }
        limit.cancel()
        noteWait(event, began: began, released: .now())
        rebase()
        resume()
    }

    /// The gateway sent FIN.
    ///
    /// Writing goes on, for it may have closed only its own direction; a wait for it does not.
    func peerFinished() {
        switch blocked {
        case .client(_, _, let limit)?, .peer(let limit)?:
            limit.cancel()
            rebase()
            resume()
        case .forever?: connection.closeNow()
        case .flush?, .time?, nil: break
        }
    }

    /// The connection is gone.
    func connectionLost() {
        guard !isOver else { return }
        stop()
        record.end(.abandoned, at: .now())
    }

    /// Plays no further and leaves no timer behind.
    func stop() {
        isOver = true
        switch blocked {
        case .time(let timer)?, .client(_, _, let timer)?, .peer(let timer)?: timer.cancel()
        case .flush?, .forever?, nil: break
        }
        blocked = nil
    }

    // MARK: ending

    private func finish(_ finish: Playlist.Finish) {
        index += 1
        let now = Instant.now()
        switch finish {
        case .stall:
            blocked = .forever
            record.end(.stalled, at: now)
            if record.attempt.peerClose != nil { connection.closeNow() }
        case .complete(let close):
            isOver = true
            record.end(.complete, at: now)
            connection.answered(close: close)
        case .close:
            isOver = true
            record.end(.closed, at: now)
            connection.answered(close: true)
        case .reset:
            isOver = true
            connection.reset()
            record.end(.reset, at: now)
        }
    }
}

/// How long a provider waits for the client before it calls an event held.
package struct LockstepLimits: Sendable, Equatable {
    /// For the first wait of an attempt, and until one ran out.
    package var first: Int
    /// Once one ran out: that something is held is known, how much of it is worth little time.
    package var later: Int
    /// After so many waits that ran out, the attempt waits no more.
    package var holds: Int

    /// Limits in milliseconds.
    package init(first: Int = 1000, later: Int = 150, holds: Int = 3) {
        self.first = first
        self.later = later
        self.holds = holds
    }

    func milliseconds(afterHolds count: Int) -> Int? {
        if count == 0 { return first }
        return count < holds ? later : nil
    }
}
