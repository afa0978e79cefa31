internal import NIOCore
internal import Wire

/// Waits for the attempts of one case, closes what still runs, and hands them over.
///
/// Lives on the event loop.
final class Collector {
    private let hub: Hub
    private let armed: ArmedCase
    private let promise: EventLoopPromise<[Attempt]>
    private var grace: Scheduled<Void>?
    private var isDone = false
    /// Whether an attempt was still going on when nobody waited for its answer any more.
    private var hasWaited = false
    private var lookout: Scheduled<Void>?

    /// After an attempt that may make a gateway ask somebody else, although the client was gone already.
    private static let lookoutTime = TimeAmount.milliseconds(400)

    private init(hub: Hub, armed: ArmedCase) {
        self.hub = hub
        self.armed = armed
        promise = hub.loop.makePromise()
    }

    /// The attempts of a marker; none when it was never armed.
    static func collect(nonce: String, graceMilliseconds: Int, from hub: Hub) -> EventLoopFuture<[Attempt]> {
        guard let armed = hub.armed[nonce] else { return hub.loop.makeSucceededFuture([]) }
        let collector = Collector(hub: hub, armed: armed)
        collector.start(graceMilliseconds)
        return collector.promise.futureResult
    }

    private func start(_ milliseconds: Int) {
        grace = hub.loop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(max(0, milliseconds)))) { [self] in
            finish()
        }
        armed.onChange = { [self] in finishIfSettled() }
        finishIfSettled()
    }

    private func finishIfSettled() {
        let isReading = hub.servers.values.contains { $0.isReading(armed) }
        guard !isReading, armed.records.allSatisfy(\.isSettled) else {
            hasWaited = true
            return
        }
        guard hasWaited, armed.records.last?.mayBeRetried == true else { return finish() }
        guard lookout == nil else { return }
        lookout = hub.loop.assumeIsolated().scheduleTask(in: Self.lookoutTime) { [self] in finishAfterLookout() }
    }

    private func finishAfterLookout() {
        hasWaited = false
        finishIfSettled()
    }

    private func finish() {
        guard !isDone else { return }
        isDone = true
        grace?.cancel()
        lookout?.cancel()
        armed.onChange = nil
        for server in hub.servers.values {
            server.closeUnfinished(armed)
        }
        let attempts = armed.take()
        let promise = promise
        hub.disarm(armed).assumeIsolated().whenComplete { result in
            switch result {
            case .success: promise.succeed(attempts)
            case .failure(let error): promise.fail(error)
            }
        }
    }
}
