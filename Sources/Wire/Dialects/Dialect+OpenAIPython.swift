extension Dialect {
    /// The official Python client, from its behaviour measured at 3.52.0.
    static let openaiPython = Dialect(
        name: "openai-python", version: "3.52",
        decoding: DialectDecoding(skipsByteOrderMark: false, dispatch: .anyField, raisesOnInvalidUTF8: true),
        step: pythonStep, effects: pythonEffects)

    /// The end mark is a prefix; an `error` that is empty in Python's sense goes unnoticed.
    static let pythonStep: @Sendable (DialectEvent) -> DialectStep = { event in
        if event.data.hasPrefix("[DONE]") { return .done }
        guard let json = event.json else { return .raise("JSONDecodeError: the data of an event is not JSON") }
        guard json.members != nil else { return .raise("the data of an event is a \(json.kindName), not an object") }
        if let error = json["error"], error.isTruthyInPython {
            return .raise("APIError: \(error["message"]?.stringValue ?? "An error occurred during streaming")")
        }
        if json["error"]?.members != nil { return .damaged(json, "an empty error is ignored") }
        if event.name == "error" { return .damaged(json, "an error event is taken for an ordinary chunk") }
        return .chunk(json)
    }

    private static let pythonEffects = [
        DialectEffect("STREAM-001", "choices", "the helper crashes on choices that are no array"),
        DialectEffect("STREAM-002", "object", "the helper skips the chunk"),
        DialectEffect("STREAM-005", ".delta", "the helper crashes on a delta that is no object"),
        DialectEffect("STREAM-007", "", "the helper joins the roles to assistantassistant"),
        DialectEffect("STREAM-016", "", "the helper raises IndexError"),
        DialectEffect("STREAM-024", "", "the helper raises RuntimeError on a list without index"),
        DialectEffect("TOOL-001", "", "the helper raises on a tool call without index"),
        DialectEffect("TOOL-002", "", "the helper raises IndexError"),
        DialectEffect("TOOL-004", "", "the helper joins repeated ids and names, as in call_1call_1, or fails on null"),
        DialectEffect("TOOL-005", "", "the helper fails on a tool call without its function object"),
    ]
}

extension JSON {
    /// Whether `if value` holds in Python.
    fileprivate var isTruthyInPython: Bool {
        switch self {
        case .null: false
        case .bool(let bool): bool
        case .number(let number): number != JSONNumber(text: "0")
        case .string(let string): !string.units.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        }
    }
}
