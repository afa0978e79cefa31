internal import Foundation
internal import Synchronization

/// Keeps every core from falling asleep, with threads that run only when nothing else wants to.
///
/// A core that has slept for some time wakes up tens of microseconds later than one that has not; a delay would then
/// seem longer than it was.
final class WakefulCores: Sendable {
    private let isOver = Atomic<Bool>(false)

    init() {
        for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
            Thread { [self] in
                guard Self.yieldAlways() else { return }
                while !isOver.load(ordering: .relaxed) { _ = ContinuousClock.now }
            }.start()
        }
    }

    func stop() {
        isOver.store(true, ordering: .relaxed)
    }

    /// The calling thread runs only on a core that would be idle; false where the system cannot promise that.
    private static func yieldAlways() -> Bool {
        #if canImport(Glibc)
            var parameters = sched_param()
            let idle: Int32 = 5  // SCHED_IDLE, sched(7)
            return sched_setscheduler(0, idle, &parameters) == 0
        #else
            return false
        #endif
    }
}
