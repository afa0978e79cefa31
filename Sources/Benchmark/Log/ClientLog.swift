package import Wire

/// What the client saw of every request of a run, in memory that is taken beforehand.
///
/// The load director fills it while requests run: nothing is parsed and nothing allocated until the run is over.
package struct ClientLog: Sendable {
    /// One request; instants are nanoseconds of the monotonic clock, 0 where nothing happened.
    package struct Row: Sendable, Equatable {
        /// Index of the booking.
        package var booking: Int
        package var intended: Int64
        /// `c1`: handed to libcurl.
        package var started: Int64 = 0
        /// `c2`: connection ready, nothing sent yet.
        package var ready: Int64 = 0
        package var headAt: Int64 = 0
        package var ended: Int64 = 0
        package var status = 0
        package var isComplete = false
        package var isReused = false
        package var head = 0..<0
        package var body = 0..<0
        package var reads = 0..<0

        package init(booking: Int, intended: Int64) {
            self.booking = booking
            self.intended = intended
        }
    }

    /// When body bytes were read, and up to which offset of the body.
    package struct Read: BitwiseCopyable, Sendable {
        package var at: Int64
        package var end: Int

        package init(at: Int64, end: Int) {
            self.at = at
            self.end = end
        }
    }

    package private(set) var rows: [Row] = []
    /// Bookings that found every slot taken.
    package private(set) var dropped: [Int] = []
    private var bytes: [UInt8] = []
    private var stamps: [Read] = []

    package init(requests: Int, bytesEach: Int, readsEach: Int) {
        rows.reserveCapacity(requests)
        bytes.reserveCapacity(requests * bytesEach)
        stamps.reserveCapacity(requests * readsEach)
    }

    /// Notes one request that has ended.
    package mutating func append(
        _ row: Row, head: UnsafeBufferPointer<UInt8>, body: UnsafeBufferPointer<UInt8>, reads: some Sequence<Read>
    ) {
        var row = row
        row.head = add(head)
        row.body = add(body)
        let start = stamps.count
        stamps.append(contentsOf: reads)
        row.reads = start..<stamps.count
        rows.append(row)
    }

    package mutating func drop(booking: Int) {
        dropped.append(booking)
    }

    private mutating func add(_ new: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: new)
        return start..<bytes.count
    }

    // MARK: afterwards

    /// The bytes of all heads of a request.
    package func head(_ row: Row) -> [UInt8] {
        Array(bytes[row.head])
    }

    /// The body as it stood on the wire, transfer coding included.
    package func transcript(_ row: Row) -> Transcript {
        var start = 0
        let segments = stamps[row.reads].map { read in
            defer { start = read.end }
            return Transcript.Segment(at: Instant(nanoseconds: read.at), range: start..<read.end)
        }
        return Transcript(bytes: Array(bytes[row.body]), segments: segments)
    }
}
