/// The state machine of requirements.md §2: reads event after event and notes what breaks the grammar.
struct ChatReader {
    var stream = ChatStream()
    let expectedChoices: Int
    var choices: [Int: ChoiceState] = [:]
    private var id: String?
    private var created: JSON?
    private var model: String?
    private var usageSeen = false
    private var error: JSON?
    /// Counts the data events from 1.
    var event = 0

    init(choices: Int) {
        expectedChoices = choices
    }

    /// Beyond so many violations, the rest are not listed.
    private static let greatestReport = 10_000

    mutating func violate(_ rule: String, _ subject: String = "", _ message: String) {
        guard stream.violations.count < Self.greatestReport else { return }
        stream.violations.append(GrammarViolation(rule: rule, event: event, subject: subject, message: message))
    }

    mutating func read(_ event: SSEStream.Event) {
        self.event += 1
        let start = stream.events.last?.content.upperBound ?? 0
        var entry = ChatEvent(kind: .malformed, json: nil, range: event.range, content: start..<start)
        if event.name != nil { violate("SSE-014", "", "the event has the field event: \(event.name ?? "")") }
        if isDone(event.data) {
            entry.kind = .done
            done()
        } else if let json = decode(event.data) {
            entry.json = json
            entry.kind = kind(of: json)
            entry.content = start..<start + ContentUnits.count(in: json)
            accept(json, kind: entry.kind, name: event.name)
        }
        stream.events.append(entry)
    }

    /// Reads a chunk that some client already decoded.
    mutating func read(chunk: JSON) {
        event += 1
        accept(chunk, kind: kind(of: chunk), name: nil)
    }

    private func kind(of json: JSON) -> ChatEvent.Kind {
        guard case .object = json else { return .malformed }
        return Self.failure(in: json) == nil ? .chunk : .error
    }

    /// The value of a top-level `error` that clients raise on: an object or text that is not empty.
    static func failure(in json: JSON) -> JSON? {
        switch json["error"] {
        case .object(let members)? where !members.isEmpty: json["error"]
        case .string(let text)? where !text.units.isEmpty: json["error"]
        default: nil
        }
    }

    /// `[DONE]`, with blanks around it or not; anything like it is noted.
    private mutating func isDone(_ data: [UInt8]) -> Bool {
        if data == Array("[DONE]".utf8) { return true }
        guard data.count < 40 else { return false }
        let text = String(decoding: data, as: UTF8.self)
        let bare = text.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        guard bare.equalsIgnoringASCIICase("[DONE]") else { return false }
        violate("STREAM-018", "", "the end mark is \(PrintableBytes.text(data)), not [DONE]")
        return text.trimmingOWS() == "[DONE]"
    }

    private mutating func done() {
        if stream.isDone { violate("STREAM-019", "", "[DONE] came a second time") }
        stream.isDone = true
        guard error == nil else { return }
        for index in expectedIndexes where choices[index]?.isFinished != true {
            violate("STREAM-011", "choices[\(index)]", "[DONE] came before choice \(index) had a finish_reason")
        }
    }

    private mutating func decode(_ data: [UInt8]) -> JSON? {
        if data.isEmpty {
            violate("SSE-007", "", "the event has empty data")
            return nil
        }
        do throws(JSONError) {
            return try JSON.parse(data)
        } catch {
            let start = PrintableBytes.text(data.prefix(60))
            if !Self.looksLikeDone(data) { violate("SSE-011", "", "the data is not JSON: \(error): \(start)") }
            return nil
        }
    }

    private static func looksLikeDone(_ data: [UInt8]) -> Bool {
        String(decoding: data.prefix(12), as: UTF8.self).filter { !$0.isWhitespace && $0 != "'" }
            .equalsIgnoringASCIICase("[DONE]")
    }

    private mutating func accept(_ json: JSON, kind: ChatEvent.Kind, name: String?) {
        if stream.isDone { violate("STREAM-019", "", "an event follows [DONE]") }
        if let failure = Self.failure(in: json) { return fail(failure) }
        if error != nil { return violate("ERR-011", "", "a chunk follows the error event") }
        guard kind == .chunk else {
            return violate("STREAM-001", "", "the data is \(json.kindName), not an object")
        }
        if name == "error", json["choices"] == nil {
            return violate(
                "ERR-009", "", "event: error without a top-level error object is an ordinary chunk to most clients")
        }
        if let empty = json["error"] { noEmptyError(empty) }
        if !stream.isDone { stream.fold.add(chunk: json) }
        header(json)
        body(json)
    }

    private mutating func fail(_ failure: JSON) {
        if error != nil { violate("ERR-011", "", "a second error event") }
        if case .string = failure { violate("ERR-009", "", "error is a string, not an object") }
        error = error ?? failure
    }

    private mutating func noEmptyError(_ value: JSON) {
        violate("STREAM-020", "", "the chunk has an error key (\(value.text)): some clients raise on it")
        if !value.isNull { violate("ERR-009", "", "error is \(value.text), which some clients ignore") }
    }

    /// The fields of every chunk (STREAM-001 to STREAM-004).
    private mutating func header(_ json: JSON) {
        if json["object"]?.stringValue != "chat.completion.chunk" {
            let actual = json["object"]?.text ?? "absent"
            violate("STREAM-002", "object", "object is \(actual), not \"chat.completion.chunk\"")
        }
        require(json["id"], "id", "string")
        require(json["created"], "created", "number")
        require(json["model"], "model", "string")
        constant(json["id"]?.stringValue, \.id, "STREAM-003", "id")
        constant(json["created"], \.created, "STREAM-004", "created")
        constant(json["model"]?.stringValue, \.model, "STREAM-004", "model")
    }

    private mutating func require(_ value: JSON?, _ name: String, _ kind: String) {
        guard value?.kindName != kind else { return }
        violate("STREAM-001", name, "\(name) is \(value?.kindName ?? "absent"), not a \(kind)")
    }

    private mutating func constant<Value: Equatable>(
        _ value: Value?, _ register: WritableKeyPath<ChatReader, Value?>, _ rule: String, _ name: String
    ) {
        guard let value else { return }
        if let first = self[keyPath: register] {
            if first != value { violate(rule, name, "\(name) changed from \(first) to \(value)") }
        } else {
            self[keyPath: register] = value
        }
    }

    private mutating func body(_ json: JSON) {
        guard let list = json["choices"]?.elements else {
            return violate("STREAM-001", "choices", "choices is \(json["choices"]?.kindName ?? "absent"), not an array")
        }
        let usage = json["usage"].flatMap { $0.members == nil ? nil : $0 }
        if usageSeen, usage == nil { violate("USAGE-001", "usage", "a chunk follows the usage chunk") }
        if choices.isEmpty, let first = list.first?["index"]?.intValue, first != 0 {
            violate("STREAM-016", "choices", "the first chunk is of choice \(first), not of choice 0")
        }
        for choice in list {
            read(choice)
        }
        if usage != nil { self.usage(besideChoices: !list.isEmpty) }
    }

    private mutating func usage(besideChoices: Bool) {
        if usageSeen {
            violate("USAGE-002", "usage", "usage is an object on more than one chunk: some clients add them up")
        }
        usageSeen = true
        if besideChoices { violate("USAGE-001", "usage.choices", "usage came on a chunk with choices") }
        if !choices.values.allSatisfy(\.isFinished) {
            violate("USAGE-001", "usage", "usage came before every choice had a finish_reason")
        }
    }

    private var expectedIndexes: [Int] {
        Set(choices.keys).union(0..<max(expectedChoices, 0)).sorted()
    }

    /// Closes the stream: decides the outcome and what is still missing.
    mutating func end(of sse: SSEStream) -> ChatStream {
        event = 0
        stream.isFinished = expectedIndexes.allSatisfy { choices[$0]?.isFinished == true }
        if let error {
            stream.outcome = .signalledFailure(error)
        } else if sse.events.isEmpty, !sse.unknownLines.isEmpty {
            stream.outcome = .notAStream
        } else {
            stream.outcome = stream.isDone && stream.isFinished ? .accepted : .silentTruncation
            missingAtEnd()
        }
        return stream
    }

    private mutating func missingAtEnd() {
        if !stream.isDone { violate("STREAM-018", "", "the stream ends without [DONE]") }
        for index in expectedIndexes where choices[index] == nil {
            violate("STREAM-015", "choices[\(index)]", "choice \(index) never came")
        }
        for index in expectedIndexes where choices[index]?.isFinished == false && !stream.isDone {
            violate("STREAM-011", "choices[\(index)]", "the stream ends before choice \(index) has a finish_reason")
        }
    }
}
