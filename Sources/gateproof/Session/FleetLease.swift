internal import MockProvider
internal import Synchronization

/// The providers of a session, which are stopped once: by a benchmark that wants their ports, or at the end.
final class FleetLease: Sendable {
    private let fleet: ProviderFleet
    private let isOver = Mutex(false)

    init(_ fleet: ProviderFleet) {
        self.fleet = fleet
    }

    func end() async {
        let wasOver = isOver.withLock { isOver in
            defer { isOver = true }
            return isOver
        }
        if !wasOver { await fleet.stop() }
    }
}
