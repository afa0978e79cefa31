extension Dialect {
    /// The official Go client, v3: its line scanner knows LF and CRLF only and stops at 32 MiB.
    static let openaiGo = Dialect(
        name: "openai-go", version: "v3",
        decoding: DialectDecoding(endsLinesAtCR: false, skipsByteOrderMark: false, greatestLine: 32 << 20),
        step: goStep, effects: goEffects)

    /// The end mark is a prefix; an `error` key raises whatever its value.
    private static let goStep: @Sendable (DialectEvent) -> DialectStep = { event in
        if event.data.hasPrefix("[DONE]") { return .done }
        if let error = event.error { return .raise("received error while streaming: \(error.text)") }
        guard let json = event.json else { return .raise("the data of an event is not JSON") }
        guard json.members != nil else { return .raise("cannot unmarshal a \(json.kindName) into a chunk") }
        if event.name == "error" { return .damaged(json, "an error event is taken for an ordinary chunk") }
        return .chunk(json)
    }

    private static let goEffects = [
        DialectEffect("STREAM-003", "id", "the accumulator drops chunks whose id changed"),
        DialectEffect("STREAM-010", "", "the accumulator resets its finished state"),
        DialectEffect("USAGE-002", "", "the accumulator adds up the usage of all chunks"),
    ]
}
