internal import NIOCore
internal import Suites
internal import Wire

/// Turns a draft into wire bytes: heads, transfer coding, trailers, and how the connection is left.
struct Framer {
    private enum Coding { case raw, chunked }

    private let draft: Draft
    private let encode: Encoding
    private let context: PlayContext
    private let text: HeadText
    private var wire: [UInt8] = []
    private var headBytes = 0
    private var actions: [Playlist.Action] = []
    private var head: ResponseHead?
    private var coding = Coding.raw
    private var events: [Playlist.Event]
    private var eventsDone = 0
    private var bodyBytes = 0
    private var answered = false
    /// Set when a body byte is owed no more than `end` says: the last HTTP chunk is declared by what is there.
    private let endsProperly: Bool
    /// Payload offsets where the provider waits for the client; an HTTP chunk never spans one, as nobody announces
    /// bytes that it does not have yet.
    private let pauses: [Int]

    private init(draft: Draft, encode: Encoding, context: PlayContext) {
        self.draft = draft
        self.encode = encode
        self.context = context
        events = draft.events
        text = HeadText(encode: encode, context: context, payloadBytes: draft.payload.count)
        endsProperly = draft.parts.contains { if case .end = $0 { true } else { false } }
        pauses = Self.pauses(in: draft.parts)
    }

    static func frame(_ draft: Draft, encode: Encoding, context: PlayContext) -> Playlist {
        var framer = Framer(draft: draft, encode: encode, context: context)
        for part in draft.parts {
            framer.add(part)
        }
        framer.finishAfterEnd()
        return Playlist(
            wire: ByteBuffer(bytes: framer.wire), actions: framer.actions, events: framer.events, head: framer.head,
            headBytes: framer.headBytes)
    }

    private mutating func add(_ part: Draft.Part) {
        switch part {
        case .head(let head): add(head)
        case .interim(let status, let fields): emit(text.interim(status: status, fields: fields), head: true)
        case .body(let range): body(range)
        case .wait(let milliseconds): actions.append(.wait(milliseconds: milliseconds))
        case .awaitClient(let event): actions.append(.awaitClient(event: event))
        case .awaitClose(let milliseconds): actions.append(.awaitClose(milliseconds: milliseconds))
        case .end(let trailers): end(trailers)
        case .close: actions.append(.finish(answered || isWhole ? .complete(close: true) : .close))
        case .reset: actions.append(.finish(.reset))
        case .stall: actions.append(.finish(.stall))
        }
    }

    // MARK: head

    private mutating func add(_ step: Step.Head) {
        let (bytes, parsed) = text.final(step)
        guard head == nil else { return emit(bytes, head: false) }
        head = parsed
        coding = encode.framing == .chunked && hasBody && saysChunked(step) ? .chunked : .raw
        emit(bytes, head: true, completesHead: parsed != nil)
    }

    /// A head written by hand decides the coding; elsewhere only a Content-Length of its own prevents chunks.
    private func saysChunked(_ step: Step.Head) -> Bool {
        guard step.verbatim == nil else {
            return head?.fields.list("transfer-encoding").contains { $0.equalsIgnoringASCIICase("chunked") } == true
        }
        return step.fields.contains("transfer-encoding") || !step.fields.contains("content-length")
    }

    private var hasBody: Bool {
        guard let head else { return false }
        return context.method != "HEAD" && (!draft.payload.isEmpty || (head.status != 204 && head.status != 304))
    }

    // MARK: body

    private mutating func body(_ range: Range<Int>) {
        guard context.method != "HEAD" else { return }
        let first = eventsDone
        bodyBytes += range.count
        let bytes = coded(range)
        let overhead = bytes.count - range.count
        while eventsDone < events.count, events[eventsDone].payload.upperBound <= range.upperBound {
            // Transfer coding before this point is at most all of the write's.
            let end = wire.count + events[eventsDone].payload.upperBound - range.lowerBound + overhead
            events[eventsDone].wireEnd = end
            eventsDone += 1
        }
        emit(bytes, head: false, events: first..<eventsDone)
    }

    private func coded(_ range: Range<Int>) -> [UInt8] {
        guard coding == .chunked else { return Array(draft.payload[range]) }
        guard case .every(let size) = encode.chunkBoundary, size > 0 else {
            return chunkHead(range.count) + draft.payload[range] + [0x0D, 0x0A]
        }
        return chunks(of: size, in: range)
    }

    private func chunks(of size: Int, in range: Range<Int>) -> [UInt8] {
        var out: [UInt8] = []
        var offset = range.lowerBound
        let origin = pauses.last { $0 <= offset } ?? 0
        let pause = pauses.first { $0 > offset }
        while offset < range.upperBound {
            let start = origin + (offset - origin) / size * size
            let bound = pause ?? (endsProperly ? draft.payload.count : .max)
            let declared = min(size, bound - start)
            if offset == start { out += chunkHead(declared) }
            let end = min(range.upperBound, start + declared)
            out += draft.payload[offset..<end]
            if end == start + declared { out += [0x0D, 0x0A] }
            offset = end
        }
        return out
    }

    private static func pauses(in parts: [Draft.Part]) -> [Int] {
        var written = 0
        return parts.compactMap { part in
            if case .body(let range) = part { written = range.upperBound }
            if case .awaitClient = part { return written }
            return nil
        }
    }

    private func chunkHead(_ size: Int) -> [UInt8] {
        Array((String(size, radix: 16) + encode.chunkExtension).utf8) + [0x0D, 0x0A]
    }

    // MARK: end

    private mutating func end(_ trailers: HeaderFields) {
        if coding == .chunked {
            var last = chunkHead(0)
            HeadText.append(trailers, to: &last)
            emit(last + [0x0D, 0x0A], head: false, events: eventsDone..<events.count)
            eventsDone = events.count
        }
        answered = isWhole || coding == .chunked
        if !answered { actions.append(.finish(.close)) }
    }

    /// Whether the answer needs nothing more at this point.
    private var isWhole: Bool {
        guard let head else { return false }
        if !hasBody { return true }
        if coding == .chunked { return answered }
        if let length = head.fields["content-length"].flatMap({ Int($0) }) { return bodyBytes >= length }
        return !head.fields.contains("transfer-encoding")
    }

    /// `end` leaves the connection open for the next request unless something forbids it.
    private mutating func finishAfterEnd() {
        if case .finish? = actions.last { return }
        actions.append(.finish(.complete(close: mustClose)))
    }

    private var mustClose: Bool {
        guard let head, context.keepAlive, head.version != "HTTP/1.0" else { return true }
        let closes = head.fields.list("connection").contains { $0.equalsIgnoringASCIICase("close") }
        if closes || !hasBody { return closes }
        let length = head.fields["content-length"].flatMap { Int($0) }
        return coding == .raw && length != bodyBytes
    }

    // MARK: writes

    private mutating func emit(
        _ bytes: [UInt8], head isHead: Bool, completesHead: Bool = false, events: Range<Int>? = nil
    ) {
        let range = wire.count..<(wire.count + bytes.count)
        wire += bytes
        let inHead = isHead && self.headBytes == range.lowerBound
        if inHead { headBytes = range.upperBound }
        let write = Playlist.Write(
            range: range, headBytes: inHead ? range.count : 0, completesHead: completesHead,
            events: events ?? eventsDone..<eventsDone)
        if encode.write == .whole, case .write(let last)? = actions.last {
            actions[actions.count - 1] = .write(last.joined(with: write))
        } else {
            actions.append(.write(write))
        }
    }
}

extension Playlist.Write {
    fileprivate func joined(with next: Playlist.Write) -> Playlist.Write {
        Playlist.Write(
            range: range.lowerBound..<next.range.upperBound, headBytes: headBytes + next.headBytes,
            completesHead: completesHead || next.completesHead, events: events.lowerBound..<next.events.upperBound)
    }
}
