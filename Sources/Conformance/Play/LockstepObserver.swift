package import Suites
internal import Synchronization
package import Wire

/// Tells the provider how far the client has come, so that it may write its next event.
///
/// With thresholds (learned in the control run) an event counts as received when all content up to it has arrived,
/// whatever the gateway did to the chunks. Without them (in the control run) data events are counted.
package final class LockstepObserver: ExchangeObserver {
    private let marker: String
    private let providers: any ProviderControl
    /// Content units after event k+1, cumulative; nil in the control run.
    private let thresholds: [Int]?
    private let state: Mutex<State>

    private struct State {
        var progress: ContentProgress?
        var reported = 0
    }

    package init(marker: String, providers: any ProviderControl, thresholds: [Int]?) {
        self.marker = marker
        self.providers = providers
        self.thresholds = thresholds
        self.state = Mutex(State())
    }

    package func answered(_ head: ResponseHead) {
        state.withLock { $0.progress = ContentProgress(head: head, method: "POST") }
    }

    package func received(_ bytes: UnsafeRawBufferPointer, at instant: Instant) {
        let reached = state.withLock { state -> Int? in
            guard state.progress != nil else { return nil }
            state.progress?.feed(bytes)
            let event = event(of: state.progress)
            guard event > state.reported else { return nil }
            state.reported = event
            return event
        }
        if let reached { providers.clientReceived(marker: marker, event: reached) }
    }

    private func event(of progress: ContentProgress?) -> Int {
        guard let progress else { return 0 }
        guard let thresholds else { return progress.eventCount }
        guard progress.eventCount > 0 else { return 0 }
        return thresholds.prefix { $0 <= progress.contentUnits }.count
    }
}
