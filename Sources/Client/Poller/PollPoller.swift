internal import Wire

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Poll(2) with a pipe for wake-ups: for every other platform, at the cost of millisecond deadlines.
package final class PollPoller: Poller {
    private let reader: Int32
    private let writer: Int32
    private var watched: [Int32: PollInterest] = [:]
    private var polled: [pollfd] = []
    private var events: UnsafeMutableBufferPointer<PollEvent> = .allocate(capacity: 256)

    package init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw ClientStartError("the event loop could not open its pipe: errno \(errno)")
        }
        (reader, writer) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        events.deallocate()
    }

    package func watch(_ descriptor: Int32, for interest: PollInterest) {
        watched[descriptor] = interest.isEmpty ? nil : interest
    }

    package func forget(_ descriptor: Int32) {
        watched[descriptor] = nil
    }

    package func wait(until deadline: Int64?) -> UnsafeBufferPointer<PollEvent> {
        polled.removeAll(keepingCapacity: true)
        polled.append(pollfd(fd: reader, events: Int16(POLLIN), revents: 0))
        for (descriptor, interest) in watched {
            polled.append(pollfd(fd: descriptor, events: interest.pollMask, revents: 0))
        }
        _ = poll(&polled, nfds_t(polled.count), milliseconds(until: deadline))
        drain()
        return collect()
    }

    package var waker: @Sendable () -> Void {
        { [writer] in
            var byte: UInt8 = 1
            _ = write(writer, &byte, 1)
        }
    }

    package func close() {
        #if canImport(Glibc)
            _ = Glibc.close(reader)
            _ = Glibc.close(writer)
        #else
            _ = Darwin.close(reader)
            _ = Darwin.close(writer)
        #endif
    }

    /// Rounded up, so that a deadline has passed when the wait for it ends.
    private func milliseconds(until deadline: Int64?) -> Int32 {
        guard let deadline else { return -1 }
        let left = deadline - Instant.now().nanoseconds
        return left <= 0 ? 0 : Int32(clamping: (left + 999_999) / 1_000_000)
    }

    private func drain() {
        var sink: (UInt64, UInt64) = (0, 0)
        while read(reader, &sink, 16) > 0 {}
    }

    /// At most as many events as there is room for; the others come with the next wait.
    private func collect() -> UnsafeBufferPointer<PollEvent> {
        var kept = 0
        for entry in polled.dropFirst() where entry.revents != 0 && kept < events.count {
            var ready: PollInterest = []
            if entry.revents & Int16(POLLIN | POLLHUP) != 0 { ready.insert(.read) }
            if entry.revents & Int16(POLLOUT) != 0 { ready.insert(.write) }
            let failed = entry.revents & Int16(POLLERR | POLLNVAL) != 0
            events[kept] = PollEvent(descriptor: entry.fd, ready: ready, failed: failed)
            kept += 1
        }
        return UnsafeBufferPointer(rebasing: events[0..<kept])
    }
}

extension PollInterest {
    fileprivate var pollMask: Int16 {
        Int16((contains(.read) ? POLLIN : 0) | (contains(.write) ? POLLOUT : 0))
    }
}
