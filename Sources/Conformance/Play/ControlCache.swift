internal import Synchronization

/// Control runs that found the harness sound, so that a process which plays a case often proves it once.
///
/// What a control run shows does not depend on the gateway, so it holds for every gateway of the process.
package final class ControlCache: Sendable {
    private let runs = Mutex<[String: ControlRun]>([:])

    package init() {}

    func proven(_ id: String) -> ControlRun? {
        runs.withLock { $0[id] }
    }

    /// Keeps a run that found no fault; one that did is played again by whoever asks next.
    func keep(_ control: ControlRun, of id: String) {
        guard control.fault == nil else { return }
        runs.withLock { $0[id] = control }
    }
}
