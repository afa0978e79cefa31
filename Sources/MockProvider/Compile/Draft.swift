internal import Suites
internal import Wire

/// The payload of a behaviour and the cuts between its writes, before framing.
struct Draft {
    enum Part: Equatable {
        case head(Step.Head)
        case interim(status: Int, fields: HeaderFields)
        /// Payload bytes of one write.
        case body(Range<Int>)
        case wait(milliseconds: Int)
        case awaitClient(event: Int)
        case awaitClose(milliseconds: Int)
        case end(trailers: HeaderFields)
        case close
        case reset
        case stall
    }

    private(set) var payload: [UInt8] = []
    private(set) var parts: [Part] = []
    private(set) var events: [Playlist.Event] = []
    private let encode: Encoding
    private let cuts: [Int]

    init(steps: [FlatStep], encode: Encoding) {
        self.encode = encode
        if case .at(let offsets) = encode.write { cuts = offsets.sorted() } else { cuts = [] }
        for step in steps {
            add(step)
        }
    }

    private mutating func add(_ step: FlatStep) {
        switch step {
        case .head(let head): parts.append(.head(head))
        case .interim(let status, let fields): parts.append(.interim(status: status, fields: fields))
        case .payload(let bytes, let isEvent): add(bytes, isEvent: isEvent)
        case .wait(let milliseconds): parts.append(.wait(milliseconds: milliseconds))
        case .awaitClient(let event): parts.append(.awaitClient(event: event == 0 ? events.count : event))
        case .awaitClose(let milliseconds): parts.append(.awaitClose(milliseconds: milliseconds))
        case .end(let trailers): parts.append(.end(trailers: trailers))
        case .close: parts.append(.close)
        case .reset: parts.append(.reset)
        case .stall: parts.append(.stall)
        }
    }

    private mutating func add(_ bytes: [UInt8], isEvent: Bool) {
        let range = payload.count..<(payload.count + bytes.count)
        payload.append(contentsOf: bytes)
        if isEvent { events.append(Playlist.Event(index: events.count + 1, payload: range)) }
        guard !range.isEmpty else { return }
        switch encode.write {
        case .event: parts.append(.body(range))
        case .whole: extend(by: range)
        case .byte: pieces(range, between: range.dropFirst())
        case .at: pieces(range, between: cuts.filter { range.contains($0) })
        }
    }

    /// Cuts `range` before each of the offsets; the first piece joins the write before it unless a cut is there too.
    private mutating func pieces(_ range: Range<Int>, between offsets: some Sequence<Int>) {
        var start = range.lowerBound
        for offset in offsets {
            if offset > start { write(start..<offset) }
            pause()
            start = offset
        }
        write(start..<range.upperBound)
    }

    private mutating func write(_ range: Range<Int>) {
        if case .at = encode.write, !cuts.contains(range.lowerBound) { return extend(by: range) }
        parts.append(.body(range))
    }

    private mutating func extend(by range: Range<Int>) {
        guard case .body(let last)? = parts.last else { return parts.append(.body(range)) }
        parts[parts.count - 1] = .body(last.lowerBound..<range.upperBound)
    }

    private mutating func pause() {
        guard encode.pauseMilliseconds > 0, !payload.isEmpty else { return }
        parts.append(.wait(milliseconds: encode.pauseMilliseconds))
    }
}
