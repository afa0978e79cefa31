internal import Suites

extension Session {
    /// Waits or restarts after a case that plays faults, as the target file asks.
    func recovery() -> @Sendable () async throws -> Void {
        switch target.recovery {
        case .none:
            return {}
        case .wait(let milliseconds):
            return { try await Task.sleep(for: .milliseconds(milliseconds)) }
        case .restart:
            return restart
        }
    }
}
