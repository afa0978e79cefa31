/// How far a stream has come, and so what its end means.
struct StreamProgress {
    let endpoint: Endpoint
    /// Choices that must finish.
    let choices: Int
    /// Events with data passed on so far.
    private(set) var events = 0
    private(set) var isDone = false
    /// The last one seen; -1 before the first.
    private(set) var sequenceNumber = -1
    private var finished = (low: UInt64(0), high: UInt64(0))
    private var hasTerminalEvent = false

    init(endpoint: Endpoint, choices: Int) {
        self.endpoint = endpoint
        self.choices = choices
    }

    /// Whether the provider said all that it had to say, `[DONE]` aside.
    var isComplete: Bool {
        switch endpoint {
        case .responses, .messages: hasTerminalEvent
        default: isDone || finished.low.nonzeroBitCount + finished.high.nonzeroBitCount >= choices
        }
    }

    var endsWithDone: Bool {
        endpoint == .chat || endpoint == .completions
    }

    mutating func note(_ scan: EventScan) {
        events += 1
        finished.low |= scan.finished.low
        finished.high |= scan.finished.high
        sequenceNumber = scan.sequenceNumber ?? sequenceNumber
        if scan.kind == .done { isDone = true }
        if let type = scan.type, type != .other { hasTerminalEvent = true }
    }
}
