internal import Wire

/// Ends an answer early: after so many events, in the middle of the next one if asked, by one of the ends.
struct Cut: Sendable, Equatable {
    enum End: String, Sendable, CaseIterable {
        case reset, close, end, stall

        var step: Step {
            switch self {
            case .reset: .reset
            case .close: .close
            case .end: .end(trailers: [])
            case .stall: .stall
            }
        }
    }

    var after: Int
    var by: End
    /// Whether half of the next event is written too.
    var half: Bool

    /// Nil when the steps write too few events.
    func apply(to steps: [Step]) -> [Step]? {
        var left = after
        guard let kept = keep(steps, &left) else { return nil }
        return kept + [by.step]
    }

    /// The steps up to the cut; nil when the cut lies behind them.
    ///
    /// Takes the events kept from `left`.
    private func keep(_ steps: [Step], _ left: inout Int) -> [Step]? {
        var kept: [Step] = []
        for step in steps {
            if step.isFinal { break }
            if step.eventCount == 0 {
                kept.append(step)
            } else if step.eventCount <= left, !(step.eventCount == left && !half) {
                left -= step.eventCount
                kept.append(step)
            } else {
                return kept + part(of: step, left)
            }
        }
        return left == 0 && !half ? kept : nil
    }

    /// What is played of the step in which the cut lies.
    private func part(of step: Step, _ left: Int) -> [Step] {
        switch step {
        case .filler(_, let size):
            return (left > 0 ? [.filler(events: left, size: size)] : []) + (half ? [Self.fillerHalf(size)] : [])
        case .repeat(_, let inner):
            let each = inner.reduce(0) { $0 + $1.eventCount }
            let (rounds, rest) = left.quotientAndRemainder(dividingBy: each)
            let whole: [Step] = rounds > 0 ? [.repeat(count: rounds, steps: inner)] : []
            guard rest > 0 || half else { return whole }
            var remaining = rest
            return whole + (keep(inner.map { $0.filling("${n}", with: "\(rounds + 1)") }, &remaining) ?? [])
        default:
            return left >= 1 ? [step] : half ? [.bytes(step.firstHalf)] : []
        }
    }

    private static func fillerHalf(_ size: Int) -> Step {
        .bytes(Array(#"data: {"id":"${id}","object":"chat.completion.chunk","choices":[{"index":0,"del"#.utf8))
    }
}

extension Step {
    /// The first half of the event as it stands on the wire, never cut inside a place-holder.
    var firstHalf: [UInt8] {
        switch self {
        case .data(let text): Self.half("data: " + text)
        case .namedEvent(let name, let data): Self.half("event: \(name)\ndata: \(data)")
        case .done: Array("data: [DO".utf8)
        case .bytes(let bytes): Self.half(bytes)
        default: []
        }
    }

    private static func half(_ text: String) -> [UInt8] {
        half(Array(text.utf8))
    }

    private static func half(_ bytes: [UInt8]) -> [UInt8] {
        let middle = bytes.count / 2
        let head = bytes[..<middle]
        guard let open = head.indices.dropLast().last(where: { head[$0] == 0x24 && head[$0 + 1] == 0x7B }),
            !head[open...].contains(0x7D)
        else { return Array(head) }
        return Array(head[..<open])
    }

    /// With a place-holder replaced in its texts.
    func filling(_ holder: String, with text: String) -> Step {
        func fill(_ old: String) -> String { old.replacing(holder, with: text) }
        switch self {
        case .data(let data): return .data(fill(data))
        case .namedEvent(let name, let data): return .namedEvent(name: fill(name), data: fill(data))
        case .comment(let comment, let blank): return .comment(text: fill(comment), blank: blank)
        case .control(let lines, let blank): return .control(lines: lines.map(fill), blank: blank)
        default: return self
        }
    }
}
