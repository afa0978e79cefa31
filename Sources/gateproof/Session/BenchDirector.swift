internal import Benchmark
internal import Client
internal import Wire

/// Plays a timetable on the client's thread and keeps what it saw; the bridge between load client and benchmark.
final class BenchDirector: LoadDirector {
    struct Summary: Sendable {
        var log: ClientLog
        var began: Int64
    }

    private let timetable: Timetable
    /// Where the sixteen digits of the marker stand in each arm's body.
    private let places: [Int]
    private let progress: BenchProgress?
    private var log: ClientLog
    private let began: Int64
    private var next = 0
    /// Arrivals come back in order: the booking that is due.
    private var arrived = 0

    init(timetable: Timetable, places: [Int], log: ClientLog, start: Int64, progress: BenchProgress?) {
        self.timetable = timetable
        self.places = places
        self.log = log
        self.progress = progress
        began = start > 0 ? start : Instant.now().nanoseconds
    }

    func nextArrival() -> Int64? {
        guard next < timetable.bookings.count else { return nil }
        next += 1
        return began + timetable.bookings[next - 1].offset
    }

    func prepare(_ slot: LoadSlot) {
        progress?.begin()
        let booking = timetable.bookings[arrived]
        slot.tag = arrived
        arrived += 1
        slot.choose(booking.arm)
        Self.write(booking.nonce, into: slot.body, at: places[booking.arm])
    }

    /// Sixteen lower-case hexadecimal digits.
    static func write(_ nonce: UInt64, into body: UnsafeMutableBufferPointer<UInt8>, at place: Int) {
        guard place >= 0, place + 16 <= body.count else { return }
        for index in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: nonce >> UInt64(60 - 4 * index)) & 0xF
            body[place + index] = digit < 10 ? 0x30 + digit : 0x57 + digit
        }
    }

    func dropped(intended: Int64) {
        log.drop(booking: arrived)
        arrived += 1
    }

    func finished(_ slot: LoadSlot) -> LoadNext {
        var row = ClientLog.Row(booking: slot.tag, intended: slot.intended)
        row.started = slot.started
        row.ready = slot.ready
        row.headAt = slot.headAt
        row.ended = slot.ended
        row.status = slot.status
        row.isComplete = slot.isComplete
        row.isReused = slot.isReused
        log.append(
            row, head: slot.headBytes, body: slot.bodyBytes,
            reads: slot.reads.lazy.map { ClientLog.Read(at: $0.at, end: $0.end) })
        progress?.note(row)
        return .rest
    }

    func summary() -> Summary {
        Summary(log: log, began: began)
    }
}
