internal import Wire

/// Watches an answer until the client is to give up.
struct AbortRule {
    private let abort: ClientBehaviour.Abort?
    private var bytes = 0
    private var events = SSEDecoder()
    private var chunks: ChunkedDecoder?
    private var fed = 0
    private var answered = false

    init(_ abort: ClientBehaviour.Abort?) {
        self.abort = abort
    }

    /// The time limit, for the clock to watch.
    var milliseconds: Int? {
        if case .afterMilliseconds(let milliseconds) = abort { milliseconds } else { nil }
    }

    /// The final head was read: its framing tells how to read events.
    mutating func begin(_ head: ResponseHead, method: String) {
        answered = true
        if MessageBody.framing(of: head, method: method).0 == .chunked { chunks = ChunkedDecoder() }
    }

    mutating func feed(_ new: UnsafeRawBufferPointer) {
        bytes += new.count
        guard case .afterEvents = abort else { return }
        guard chunks != nil else { return events.feed(new) }
        chunks?.feed(new)
        let payload = chunks?.payload ?? []
        events.feed(payload[fed...])
        fed = payload.count
    }

    var isDue: Bool {
        switch abort {
        case nil, .afterMilliseconds, .afterArrival: false
        case .afterEvents(let count): answered && events.eventCount >= count
        case .afterBytes(let count): answered && bytes >= count
        }
    }
}
