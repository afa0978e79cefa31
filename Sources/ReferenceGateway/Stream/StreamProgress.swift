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
    private var finished = ChoiceSet()
    private var seen = ChoiceSet()
    private var hasTerminalEvent = false

    init(endpoint: Endpoint, choices: Int) {
        self.endpoint = endpoint
        self.choices = choices
    }

    /// Whether the provider said all that it had to say, `[DONE]` aside.
    var isComplete: Bool {
        switch endpoint {
        case .responses, .messages: hasTerminalEvent
        default: isDone || finished.count >= choices && finished == seen
        }
    }

    var endsWithDone: Bool {
        endpoint == .chat || endpoint == .completions
    }

    mutating func note(_ scan: EventScan) {
        events += 1
        finished.formUnion(scan.finished)
        seen.formUnion(scan.seen)
        sequenceNumber = scan.sequenceNumber ?? sequenceNumber
        if scan.kind == .done { isDone = true }
        if let type = scan.type, type != .other { hasTerminalEvent = true }
    }
}

/// Choice indexes from 0 to 127; others are not counted.
struct ChoiceSet: Equatable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

    mutating func insert(_ index: Int) {
        if (0..<64).contains(index) { low |= 1 << UInt64(index) }
        if (64..<128).contains(index) { high |= 1 << UInt64(index - 64) }
    }

    mutating func formUnion(_ other: ChoiceSet) {
        low |= other.low
        high |= other.high
    }
}
