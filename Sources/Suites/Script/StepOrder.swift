/// Whether the steps of one behaviour can be played in their order.
struct StepOrder {
    let reader: Reader

    func check(_ steps: [(step: Step, place: Place)]) {
        var head = false, ended = false, events = 0
        for (step, place) in steps {
            if ended { return reader.error(place, "no step can follow the end of the answer") }
            switch step {
            case .head:
                if head { reader.error(place, "the answer has a head already") }
                head = true
            case .interim:
                if head { reader.error(place, "an interim answer must come before the head") }
            case .awaitClient(let event) where event > events:
                reader.error(place, "this waits for event \(event), but only \(events) come before it")
            case .wait, .awaitClient, .awaitClose: break
            default:
                if !head, !step.isAbrupt {
                    reader.error(
                        place, "the answer has no head yet", hint: "begin with `- head: sse` or `- head: json`")
                    head = true
                }
            }
            events += step.eventCount
            ended = step.isFinal
        }
    }
}

extension Step {
    /// Whether nothing can be played after it.
    var isFinal: Bool {
        switch self {
        case .end, .close, .reset, .stall: true
        default: false
        }
    }

    /// Whether it needs no head: an end that owes the gateway nothing.
    var isAbrupt: Bool {
        switch self {
        case .close, .reset, .stall: true
        default: false
        }
    }

    var isHead: Bool {
        switch self {
        case .head, .interim: true
        default: false
        }
    }

    /// How many events of stamps and lock-step the step writes.
    package var eventCount: Int {
        switch self {
        case .data, .namedEvent, .done, .bytes: 1
        case .filler(let events, _): events
        case .repeat(let count, let steps): count * steps.reduce(0) { $0 + $1.eventCount }
        default: 0
        }
    }
}
