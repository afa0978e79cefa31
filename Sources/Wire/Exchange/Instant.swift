#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A point on the machine's monotonic clock, shared by client and providers of one process.
package struct Instant: Sendable, Hashable, Comparable, Codable {
    /// Nanoseconds of `CLOCK_MONOTONIC`.
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Reads the clock; one system-call-free call of about 30 ns on Linux.
    @inlinable
    package static func now() -> Instant {
        Instant(nanoseconds: monotonicNanoseconds())
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Nanoseconds from `right` to `left`.
    package static func - (left: Instant, right: Instant) -> Int64 {
        left.nanoseconds - right.nanoseconds
    }

    package static func + (left: Instant, nanoseconds: Int64) -> Instant {
        Instant(nanoseconds: left.nanoseconds + nanoseconds)
    }
}

@usableFromInline
package func monotonicNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
