internal import Suites
internal import Wire

/// A step with its repeats unrolled, its place-holders filled and its text in SSE dress.
enum FlatStep: Equatable {
    case head(Step.Head)
    case interim(status: Int, fields: HeaderFields)
    /// `isEvent` as the step format defines it: comments and control lines are none.
    case payload([UInt8], isEvent: Bool)
    case wait(milliseconds: Int)
    case awaitClient(event: Int)
    case awaitClose(milliseconds: Int)
    case end(trailers: HeaderFields)
    case close
    case reset
    case stall

    /// Whether a list that finishes with this step needs no implied `end`.
    var isEnding: Bool {
        switch self {
        case .end, .close, .reset, .stall: true
        default: false
        }
    }
}

/// Unrolls a behaviour into flat steps.
struct Flattener {
    /// More would cost the machine rather than the gateway.
    static let payloadLimit = 300 << 20
    static let stepLimit = 2_000_000

    private var text: EventText
    private var fill: Placeholders
    private(set) var steps: [FlatStep] = []
    private var payloadBytes = 0

    private init(encode: Encoding, context: PlayContext) {
        text = EventText(encode: encode)
        fill = Placeholders(context: context)
    }

    /// Throws a sentence when the behaviour makes more than the limits.
    static func flatten(_ behaviour: Behaviour, context: PlayContext) throws(ScriptError) -> [FlatStep] {
        var flattener = Flattener(encode: behaviour.encode, context: context)
        try flattener.add(behaviour.steps)
        if flattener.steps.last?.isEnding != true {
            flattener.steps.append(.end(trailers: []))
        }
        return flattener.steps
    }

    private mutating func add(_ list: [Step]) throws(ScriptError) {
        for step in list {
            try add(step)
        }
    }

    private mutating func add(_ step: Step) throws(ScriptError) {
        switch step {
        case .head(let head): steps.append(.head(filled(head)))
        case .interim(let status, let fields): steps.append(.interim(status: status, fields: filled(fields)))
        case .data, .namedEvent, .done, .bytes: try payload(dressed(step), isEvent: true)
        case .comment, .control: try payload(dressed(step), isEvent: false)
        case .filler(let events, let size): try filler(events: events, size: size)
        case .repeat(let count, let inner): try unroll(count, inner)
        case .wait(let milliseconds): steps.append(.wait(milliseconds: milliseconds))
        case .awaitClient(let event): steps.append(.awaitClient(event: event))
        case .awaitClose(let milliseconds): steps.append(.awaitClose(milliseconds: milliseconds))
        case .end(let trailers): steps.append(.end(trailers: filled(trailers)))
        case .close: steps.append(.close)
        case .reset: steps.append(.reset)
        case .stall: steps.append(.stall)
        }
    }

    private mutating func dressed(_ step: Step) -> [UInt8] {
        switch step {
        case .data(let data): text.event(name: nil, data: fill.fill(data))
        case .namedEvent(let name, let data): text.event(name: fill.fill(name), data: fill.fill(data))
        case .done: text.event(name: nil, data: Array("[DONE]".utf8))
        case .comment(let comment, let blank): text.comment(fill.fill(comment), blank: blank)
        case .control(let lines, let blank): text.control(lines.map { fill.fill($0) }, blank: blank)
        case .bytes(let bytes): text.verbatim(fill.fill(bytes))
        default: []
        }
    }

    private mutating func payload(_ bytes: [UInt8], isEvent: Bool) throws(ScriptError) {
        payloadBytes += bytes.count
        guard payloadBytes <= Self.payloadLimit, steps.count < Self.stepLimit else { throw Self.tooMuch }
        steps.append(.payload(bytes, isEvent: isEvent))
    }

    private static var tooMuch: ScriptError {
        ScriptError(
            script: "", message: "makes more than \(payloadLimit >> 20) MiB or \(stepLimit) steps; use fewer repeats")
    }

    private mutating func unroll(_ count: Int, _ inner: [Step]) throws(ScriptError) {
        let outer = fill.round
        for round in stride(from: 1, through: count, by: 1) {
            fill.round = round
            let before = steps.count
            try add(inner)
            if steps.count == before { break }
            guard count < Self.stepLimit, steps.count < Self.stepLimit else { throw Self.tooMuch }
        }
        fill.round = outer
    }

    private mutating func filler(events: Int, size: Int) throws(ScriptError) {
        let outer = fill.round
        let (total, overflow) = max(0, events).multipliedReportingOverflow(by: max(1, size))
        guard !overflow, total <= Self.payloadLimit else { throw Self.tooMuch }
        for round in stride(from: 1, through: events, by: 1) {
            fill.round = round
            try payload(
                text.event(name: nil, data: FillerText.chunk(round: round, size: size, fill: fill)), isEvent: true)
        }
        fill.round = outer
    }

    private func filled(_ fields: HeaderFields) -> HeaderFields {
        HeaderFields(fields.lines.map { HeaderField($0.name, filled($0.value)) })
    }

    private func filled(_ value: String) -> String {
        value.contains("$") ? String(decoding: fill.fill(value), as: UTF8.self) : value
    }

    private func filled(_ head: Step.Head) -> Step.Head {
        var head = head
        head.fields = filled(head.fields)
        head.verbatim = head.verbatim.map { fill.fill($0) }
        return head
    }
}
