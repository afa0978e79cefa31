import Synchronization
import Wire

/// Keeps what an observer is told; neighbouring reads are joined.
final class Recorder: ExchangeObserver {
    private struct State {
        var log: [String] = []
        var instants: [Instant] = []
    }

    private let state = Mutex(State())

    var log: [String] { state.withLock { $0.log } }
    var instants: [Instant] { state.withLock { $0.instants } }

    func answered(_ head: ResponseHead) {
        state.withLock { $0.log.append("\(head.status)") }
    }

    func received(_ bytes: UnsafeRawBufferPointer, at instant: Instant) {
        let text = String(decoding: bytes, as: UTF8.self)
        state.withLock { state in
            state.instants.append(instant)
            if state.log.count > 1 { state.log[state.log.count - 1] += text } else { state.log.append(text) }
        }
    }
}
