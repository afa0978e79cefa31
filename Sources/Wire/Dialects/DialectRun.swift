/// One reading of a payload by one client.
struct DialectRun {
    let dialect: Dialect
    private var chunks: [JSON] = []
    private var damage: [String] = []
    private var failure: String?
    private var isDone = false
    private var data: [String] = []
    private var name: String?
    private var lastID: String?
    private var hasRetry = false
    /// The lines read since the last blank one hold a BOM'd first field, and so lose it.
    private var lostToByteOrderMark = false

    init(dialect: Dialect) {
        self.dialect = dialect
    }

    private var decoding: DialectDecoding {
        dialect.decoding
    }

    private var stopped: Bool {
        failure != nil || (isDone && decoding.stopsAtDone)
    }

    mutating func read(_ payload: [UInt8]) {
        var rest = payload
        if rest.starts(with: SSEStream.byteOrderMark) {
            if decoding.skipsByteOrderMark { rest.removeFirst(3) } else { lostToByteOrderMark = true }
        }
        for bytes in decoding.lines(of: rest) where !stopped {
            read(line: bytes)
        }
        if !stopped, !data.isEmpty, data != ["[DONE]"] {
            damage.append("the last event is lost: no blank line ends it")
        }
    }

    private mutating func read(line bytes: ArraySlice<UInt8>) {
        if let greatest = decoding.greatestLine, bytes.count >= greatest {
            return failure = "token too long: a line of \(bytes.count) bytes"
        }
        if bytes.isEmpty { return blankLine() }
        if UTF8Scalar.firstFlaw(in: Array(bytes)) != nil {
            if decoding.raisesOnInvalidUTF8 { return failure = "the line is not valid UTF-8" }
            note("invalid UTF-8 became U+FFFD")
        }
        field(String(decoding: bytes, as: UTF8.self))
    }

    private mutating func note(_ text: String) {
        // Bounded: a hostile body may hold millions of stray lines.
        if damage.count < 50, !damage.contains(text) { damage.append(text) }
    }

    private mutating func field(_ line: String) {
        if line.utf8.first == UInt8(ascii: ":") { return }
        let field = SSEField(Array(line.utf8))
        let value = String(decoding: field.value, as: UTF8.self)
        switch field.name {
        case "data": data.append(value)
        case "event": name = value
        case "id": if !field.value.contains(0) { lastID = value }
        case "retry": if Int(value) != nil { hasRetry = true }
        default:
            if !lostToByteOrderMark { note("a line that is no event is ignored: \(Self.excerpt(line))") }
        }
    }

    private static func excerpt(_ line: String) -> String {
        PrintableBytes.text(Array(line.utf8.prefix(60)))
    }

    private var dispatches: Bool {
        switch decoding.dispatch {
        case .data: !data.isEmpty
        case .dataOrEvent: !data.isEmpty || name?.isEmpty == false
        case .anyField: !data.isEmpty || name?.isEmpty == false || lastID?.isEmpty == false || hasRetry
        }
    }

    private mutating func blankLine() {
        let dispatched = dispatches
        let event = DialectEvent(name: name, data: data.joined(separator: "\n"))
        (name, data, hasRetry) = (nil, [], false)
        if lostToByteOrderMark { damage.append("the first event is lost: a byte order mark stands before it") }
        lostToByteOrderMark = false
        if dispatched { take(event) }
    }

    private mutating func take(_ event: DialectEvent) {
        switch dialect.step(event) {
        case .chunk(let json): chunks.append(json)
        case .damaged(let json, let what):
            chunks.append(json)
            note(what)
        case .skip: break
        case .done: isDone = true
        case .raise(let message): failure = message
        }
    }

    /// Tells what the user has when the transport ends so.
    mutating func end(_ ending: Ending) -> DialectReading {
        let stream = ChatStream.read(chunks: chunks)
        for violation in stream.violations {
            if let effect = dialect.effect(of: violation) { note("\(violation.rule): \(effect)") }
        }
        let content = stream.fold.choices[0]?.text ?? ""
        return DialectReading(outcome: outcome(ending, stream), content: content, chunks: chunks, damage: damage)
    }

    private func outcome(_ ending: Ending, _ stream: ChatStream) -> DialectReading.Outcome {
        if let failure { return .error(failure) }
        if !stopped, let broken = Self.transportError(ending) { return .error(broken) }
        if chunks.isEmpty { return .emptyNoError }
        let finished = stream.fold.choices.values.allSatisfy { $0.finishReason != nil }
        return isDone || finished ? .complete : .looksCompleteButTruncated
    }

    /// What any client raises when the transport ends so; nil for a clean end.
    private static func transportError(_ ending: Ending) -> String? {
        switch ending {
        case .complete, .closed: nil
        case .shortBody(let missing): "the body ended \(missing) bytes early"
        case .missingLastChunk: "the body ended without its last chunk"
        case .reset: "connection reset"
        case .noAnswer: "no answer"
        case .refused: "connection refused"
        case .timedOut: "the stream never ended"
        case .aborted: "the client gave up"
        case .limit(let text), .malformed(let text), .failed(let text): text
        }
    }
}

extension ChatStream {
    /// Reads chunks that a client decoded; the end of the stream is not judged.
    fileprivate static func read(chunks: [JSON]) -> ChatStream {
        var reader = ChatReader(choices: chunks.count + 128)
        for chunk in chunks {
            reader.read(chunk: chunk)
        }
        return reader.stream
    }
}
