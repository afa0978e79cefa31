internal import Synchronization

/// Work for the loop from other threads, in order.
final class Inbox: Sendable {
    /// Runs on the loop's thread.
    typealias Work = @Sendable (Loop) -> Void

    private struct State {
        var works: [Work] = []
        var isOpen = true
    }

    private let state = Mutex(State())
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    /// Hands work over; false when the loop has ended and will never do it.
    func post(_ work: @escaping Work) -> Bool {
        // The wake-up is sent under the lock, so that it cannot meet a closed descriptor.
        state.withLock { state in
            guard state.isOpen else { return false }
            state.works.append(work)
            if state.works.count == 1 { wake() }
            return true
        }
    }

    /// Takes everything posted so far.
    func take() -> [Work] {
        state.withLock { state in
            defer { state.works = [] }
            return state.works
        }
    }

    /// Accepts no more work, and returns what was left.
    func close() -> [Work] {
        state.withLock { state in
            state.isOpen = false
            defer { state.works = [] }
            return state.works
        }
    }
}
