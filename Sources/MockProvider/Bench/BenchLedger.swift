internal import Suites
internal import Wire

/// Rows of stamps in memory that was taken beforehand; lives on the event loop.
final class BenchLedger {
    private let stride: Int
    private let capacity: Int
    private let words: UnsafeMutablePointer<Int64>
    private var count = 0
    private var dropped = 0

    init(stamps: Int, capacity: Int) {
        stride = UpstreamStamps.prefix + stamps
        self.capacity = max(0, capacity)
        words = .allocate(capacity: max(1, stride * self.capacity))
        // Touches every page now, not while requests come.
        words.initialize(repeating: 0, count: max(1, stride * self.capacity))
    }

    deinit {
        words.deallocate()
    }

    /// The row of a new request; nil when there is no room, which is counted.
    func open(nonce: UInt64, firstByte: Instant, read: Instant) -> UnsafeMutablePointer<Int64>? {
        guard count < capacity else {
            dropped += 1
            return nil
        }
        let row = words + count * stride
        count += 1
        row[0] = Int64(bitPattern: nonce)
        row[1] = firstByte.nanoseconds
        row[2] = read.nanoseconds
        return row
    }

    func copy() -> UpstreamStamps {
        UpstreamStamps(
            words: Array(UnsafeBufferPointer(start: words, count: count * stride)), stride: stride, dropped: dropped)
    }
}
