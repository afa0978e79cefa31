extension Dialect {
    /// The official Java client, read from its source.
    static let openaiJava = Dialect(
        name: "openai-java", version: "source 2026-08", decoding: DialectDecoding(skipsByteOrderMark: false),
        step: javaStep, effects: javaEffects)

    /// The end mark is a prefix; an `error` key raises whatever its value.
    private static let javaStep: @Sendable (DialectEvent) -> DialectStep = { event in
        if event.data.hasPrefix("[DONE]") { return .done }
        if let error = event.error { return .raise("SseException: \(error.text)") }
        guard let json = event.json else { return .raise("the data of an event is not JSON") }
        guard json.members != nil else { return .raise("a \(json.kindName) is no chunk") }
        if event.name == "error" { return .damaged(json, "an error event is taken for an ordinary chunk") }
        return .chunk(json)
    }

    private static let javaEffects = [
        DialectEffect("STREAM-010", "", "the accumulator raises on payload after the finish_reason"),
        DialectEffect("STREAM-011", ".finish_reason", "the accumulator raises on a second finish_reason"),
        DialectEffect("TOOL-003", "", "the accumulator reads id and name from the first delta only"),
        DialectEffect("TOOL-005", "", "the accumulator raises on a tool call without its function object"),
        DialectEffect("TOOL-008", "", "the accumulator misses arguments that never were a string"),
        DialectEffect("USAGE-001", "usage.choices", "the accumulator ignores the choices of a chunk with usage"),
        DialectEffect("USAGE-002", "", "the accumulator takes the first chunk with usage for the last"),
    ]
}
