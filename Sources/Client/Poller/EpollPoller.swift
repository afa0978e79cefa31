#if os(Linux)
    internal import CCurl
    internal import Glibc

    /// Epoll with one timerfd for deadlines and one eventfd for wake-ups.
    ///
    /// Both helpers are edge-triggered, so neither is ever read; the timer is armed anew only when an earlier deadline
    /// comes up, because a request moves its deadlines far more often than they pass.
    package final class EpollPoller: Poller {
        private let epoll: Int32
        private let timer: Int32
        private let event: Int32
        /// The deadline that the timer is armed for, or `Int64.max`.
        private var armed = Int64.max
        private let raw: UnsafeMutableBufferPointer<epoll_event>
        private let events: UnsafeMutableBufferPointer<PollEvent>
        /// What epoll watches, by descriptor.
        private var watched: [UInt8] = []

        package init(batch: Int = 256) throws {
            epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
            timer = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_NONBLOCK) | Int32(TFD_CLOEXEC))
            event = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
            raw = .allocate(capacity: batch)
            events = .allocate(capacity: batch)
            guard epoll >= 0, timer >= 0, event >= 0 else {
                throw ClientStartError("the event loop could not open its descriptors: errno \(errno)")
            }
            control(EPOLL_CTL_ADD, timer, EPOLLIN.rawValue | EPOLLET.rawValue)
            control(EPOLL_CTL_ADD, event, EPOLLIN.rawValue | EPOLLET.rawValue)
        }

        deinit {
            raw.deallocate()
            events.deallocate()
        }

        package func watch(_ descriptor: Int32, for interest: PollInterest) {
            let index = Int(descriptor)
            if index >= watched.count {
                watched.append(contentsOf: repeatElement(0, count: index + 64 - watched.count))
            }
            let before = watched[index]
            guard before != interest.rawValue else { return }
            watched[index] = interest.rawValue
            var mask: UInt32 = 0
            if interest.contains(.read) { mask |= EPOLLIN.rawValue | EPOLLRDHUP.rawValue }
            if interest.contains(.write) { mask |= EPOLLOUT.rawValue }
            let operation = interest.isEmpty ? EPOLL_CTL_DEL : before == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
            control(operation, descriptor, mask)
        }

        package func forget(_ descriptor: Int32) {
            // Closing takes the descriptor out of the epoll set: no system call needed.
            if Int(descriptor) < watched.count { watched[Int(descriptor)] = 0 }
        }

        package func wait(until deadline: Int64?) -> UnsafeBufferPointer<PollEvent> {
            let immediately = deadline.map { arm($0) } ?? false
            let count = epoll_wait(epoll, raw.baseAddress, Int32(raw.count), immediately ? 0 : -1)
            var kept = 0
            for index in 0..<max(0, Int(count)) {
                let descriptor = raw[index].data.fd
                if descriptor == timer {
                    armed = .max
                } else if descriptor != event {
                    events[kept] = PollEvent(descriptor: descriptor, mask: raw[index].events)
                    kept += 1
                }
            }
            return UnsafeBufferPointer(rebasing: events[0..<kept])
        }

        package var waker: @Sendable () -> Void {
            { [event] in _ = eventfd_write(event, 1) }
        }

        package func close() {
            for descriptor in [epoll, timer, event] { _ = Glibc.close(descriptor) }
        }

        /// Sees to it that the timer goes off at `deadline` or before; true when it has already passed.
        private func arm(_ deadline: Int64) -> Bool {
            guard deadline < armed else { return false }
            guard deadline > now() else { return true }
            var setting = itimerspec()
            setting.it_value = timespec(
                tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
            timerfd_settime(timer, Int32(TFD_TIMER_ABSTIME), &setting, nil)
            armed = deadline
            return false
        }

        private func now() -> Int64 {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
        }

        private func control(_ operation: Int32, _ descriptor: Int32, _ mask: UInt32) {
            var wanted = epoll_event()
            wanted.events = mask
            wanted.data.fd = descriptor
            epoll_ctl(epoll, operation, descriptor, &wanted)
        }
    }

    extension PollEvent {
        fileprivate init(descriptor: Int32, mask: UInt32) {
            var ready: PollInterest = []
            if mask & (EPOLLIN.rawValue | EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0 { ready.insert(.read) }
            if mask & EPOLLOUT.rawValue != 0 { ready.insert(.write) }
            self.init(descriptor: descriptor, ready: ready, failed: mask & EPOLLERR.rawValue != 0)
        }
    }
#endif
