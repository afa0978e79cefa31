internal import Wire

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Reads the list of steps of one behaviour.
struct StepReader {
    /// Steps written as a word alone.
    static let words = ["done", "end", "close", "reset", "stall"]
    /// Steps written as a mapping with one key.
    static let keys = [
        "head", "interim", "chunk", "usage", "data", "event", "comment", "control", "json", "body", "base64", "filler",
        "repeat", "wait", "await-client", "await-close", "end",
    ]
    static let eventKeys = ["name", "data"]
    static let commentKeys = ["text", "blank"]
    static let controlKeys = ["lines", "blank"]
    static let fillerKeys = ["events", "size"]
    static let repeatKeys = ["times", "steps"]
    static let endKeys = ["trailers"]
    static let interimKeys = ["status", "headers"]

    let reader: Reader
    let base: [YAMLNode.Entry]

    /// All steps of a behaviour, checked for order, with the `end` that a list may leave out.
    func behaviour(_ node: YAMLNode) -> [Step] {
        let steps = list(node)
        StepOrder(reader: reader).check(steps)
        let plain = steps.map(\.step)
        return plain.last?.isFinal == true ? plain : plain + [.end(trailers: [])]
    }

    /// Each step with its place.
    private func list(_ node: YAMLNode) -> [(step: Step, place: Place)] {
        guard let elements = node.elements else {
            reader.error(node.place, "`steps` must be a list, not \(node.kind)")
            return []
        }
        return elements.compactMap { element in step(element).map { ($0, element.place) } }
    }

    private func step(_ node: YAMLNode) -> Step? {
        if let word = node.text { return self.word(word, node) }
        guard let entries = node.entries, entries.count == 1, let entry = entries.first else {
            let hint = "write such as `- wait: 20ms`"
            reader.error(
                node.place, "a step must be a word or a mapping with one key, not \(description(node))", hint: hint)
            return nil
        }
        guard Self.keys.contains(entry.key) else {
            let place = entry.keyPlace
            if Self.words.contains(entry.key) {
                reader.error(place, "`\(entry.key)` takes no value", hint: "write `- \(entry.key)`")
            } else {
                reader.unknown("step", entry.key, at: place, known: Self.keys + Self.words)
            }
            return nil
        }
        return keyed(entry.key, entry.value)
    }

    private func description(_ node: YAMLNode) -> String {
        node.entries.map { "a mapping with \($0.count) keys" } ?? node.kind
    }

    private func word(_ word: String, _ node: YAMLNode) -> Step? {
        switch word {
        case "done": return .done
        case "end": return .end(trailers: [])
        case "close": return .close
        case "reset": return .reset
        case "stall": return .stall
        default:
            if Self.keys.contains(word) {
                reader.error(node.place, "`\(word)` needs a value", hint: "write `- \(word): …`")
            } else {
                reader.unknown("step", word, at: node.place, known: Self.keys + Self.words)
            }
            return nil
        }
    }

    private func keyed(_ key: String, _ value: YAMLNode) -> Step? {
        let chunks = ChunkReader(reader: reader, base: base)
        switch key {
        case "head": return HeadReader(reader: reader).head(value).map { .head($0) }
        case "interim": return interim(value)
        case "chunk": return chunks.chunk(value).map { .data($0) }
        case "usage": return .data(chunks.usage(value))
        case "data": return text(value, of: key).map { .data($0) }
        case "event": return event(value)
        case "comment": return comment(value)
        case "control": return control(value)
        case "json": return .bytes(Array(reader.jsonText(value).utf8))
        case "body": return reader.string(value, of: key).map { .bytes(Array($0.utf8)) }
        case "base64": return base64(value)
        default: return timed(key, value)
        }
    }

    private func timed(_ key: String, _ value: YAMLNode) -> Step? {
        switch key {
        case "filler": return filler(value)
        case "repeat": return repetition(value)
        case "wait": return reader.milliseconds(value, of: key).map { .wait(milliseconds: $0) }
        case "await-client":
            if value.text == "last" { return .awaitClient(event: 0) }
            return reader.int(value, of: key, in: 1...1_000_000).map { .awaitClient(event: $0) }
        case "await-close": return reader.milliseconds(value, of: key).map { .awaitClose(milliseconds: $0) }
        default: return end(value)
        }
    }

    /// Text as it stands, or the JSON text of a mapping or list.
    private func text(_ node: YAMLNode, of what: String) -> String? {
        node.text == nil ? reader.jsonText(node) : reader.string(node, of: what)
    }
}

extension StepReader {
    private func interim(_ node: YAMLNode) -> Step? {
        guard let fields = Fields(node, keys: Self.interimKeys, of: "`interim`", reader) else { return nil }
        guard fields.required("status", "write such as {status: 103}") != nil,
            let status = fields.int("status", in: 100...199)
        else { return nil }
        return .interim(status: status, fields: fields["headers"].map(reader.headers) ?? [])
    }

    private func event(_ node: YAMLNode) -> Step? {
        guard let fields = Fields(node, keys: Self.eventKeys, of: "`event`", reader),
            fields.required("name", "an event without a name is a `data` step") != nil,
            let name = fields.string("name"),
            let data = fields.required("data", "write such as {name: error, data: '{}'}")
        else { return nil }
        return text(data, of: "data").map { .namedEvent(name: name, data: $0) }
    }

    private func comment(_ node: YAMLNode) -> Step? {
        if node.text != nil { return .comment(text: node.isNull ? "" : node.text ?? "", blank: false) }
        guard let fields = Fields(node, keys: Self.commentKeys, of: "`comment`", reader) else { return nil }
        return .comment(text: fields.string("text") ?? "", blank: fields.bool("blank") ?? false)
    }

    private func control(_ node: YAMLNode) -> Step? {
        if node.entries == nil { return .control(lines: reader.strings(node, of: "control"), blank: false) }
        guard let fields = Fields(node, keys: Self.controlKeys, of: "`control`", reader) else { return nil }
        return .control(lines: fields.strings("lines") ?? [], blank: fields.bool("blank") ?? false)
    }

    private func base64(_ node: YAMLNode) -> Step? {
        guard let text = reader.string(node, of: "base64") else { return nil }
        guard let data = Data(base64Encoded: text.filter { !$0.isWhitespace }) else {
            reader.error(node.place, "this is not base64")
            return nil
        }
        return .bytes(Array(data))
    }

    private func filler(_ node: YAMLNode) -> Step? {
        guard let fields = Fields(node, keys: Self.fillerKeys, of: "`filler`", reader),
            fields.required("events", "how many chunk events") != nil,
            fields.required("size", "bytes of each event") != nil,
            let events = fields.int("events", in: 1...1_000_000), let size = fields.int("size", in: 1...100_000_000)
        else { return nil }
        return .filler(events: events, size: size)
    }

    private func repetition(_ node: YAMLNode) -> Step? {
        guard let fields = Fields(node, keys: Self.repeatKeys, of: "`repeat`", reader),
            fields.required("times", "how often the steps are played") != nil,
            let times = fields.int("times", in: 1...1_000_000),
            let inner = fields.required("steps", "what is repeated")
        else { return nil }
        let steps = list(inner)
        for (step, place) in steps where step.isFinal || step.isHead {
            reader.error(place, "a repetition can hold no head and no end")
        }
        return .repeat(count: times, steps: steps.map(\.step))
    }

    private func end(_ node: YAMLNode) -> Step? {
        guard let fields = Fields(node, keys: Self.endKeys, of: "`end`", reader) else { return nil }
        return .end(trailers: fields["trailers"].map(reader.headers) ?? [])
    }
}
