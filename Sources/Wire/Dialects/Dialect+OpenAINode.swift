extension Dialect {
    /// The official TypeScript client, from its behaviour measured at 7.5.0.
    static let openaiNode = Dialect(
        name: "openai-node", version: "7.5", decoding: DialectDecoding(dispatch: .dataOrEvent), step: nodeStep,
        effects: nodeEffects)

    /// The end mark is exact; any JSON value is handed on; an object is a true `error` even when empty.
    private static let nodeStep: @Sendable (DialectEvent) -> DialectStep = { event in
        if event.data == "[DONE]" { return .done }
        guard let json = event.json else { return .raise("SyntaxError: the data of an event is not JSON") }
        if event.name == "error" { return .raise("APIError: \(json.text)") }
        if let error = json["error"], error.isTruthyInJavaScript {
            return .raise("APIError: \(error["message"]?.stringValue ?? error.text)")
        }
        if json.members == nil { return .damaged(json, "a \(json.kindName) is handed on as a chunk: \(json.text)") }
        return .chunk(json)
    }

    private static let nodeEffects = [
        DialectEffect("STREAM-001", "choices", "the helper crashes on choices that are no array"),
        DialectEffect("STREAM-003", "id", "the helper goes wrong when the id changes"),
        DialectEffect("STREAM-006", "", "the helper raises: missing role"),
        DialectEffect("STREAM-011", "]", "the helper raises: missing finish_reason"),
        DialectEffect("TOOL-001", "", "the helper raises on a tool call without index"),
        DialectEffect("TOOL-002", "", "the helper raises on a gap in the tool indexes"),
        DialectEffect("TOOL-003", ".type", "the helper raises: missing tool type"),
    ]
}

extension JSON {
    /// Whether `if (value)` holds in JavaScript.
    fileprivate var isTruthyInJavaScript: Bool {
        switch self {
        case .null: false
        case .bool(let bool): bool
        case .number(let number): number != JSONNumber(text: "0")
        case .string(let string): !string.units.isEmpty
        case .array, .object: true
        }
    }
}
