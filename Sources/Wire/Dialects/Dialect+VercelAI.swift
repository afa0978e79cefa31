extension Dialect {
    /// The Vercel AI SDK's OpenAI-compatible provider, read from its source.
    static let vercelAI = Dialect(
        name: "vercel-ai", version: "openai-compatible, source 2026", decoding: DialectDecoding(stopsAtDone: false),
        step: vercelStep, effects: vercelEffects)

    /// The end mark is exact and does not end anything; blank data is skipped; a chunk must fit a schema.
    private static let vercelStep: @Sendable (DialectEvent) -> DialectStep = { event in
        if event.data == "[DONE]" { return .done }
        if event.data.allSatisfy(\.isWhitespace) { return .skip }
        guard let json = event.json else { return .raise("JSONParseError: the data of an event is not JSON") }
        if let error = json["error"] { return .raise("error part: \(error.text)") }
        guard let choices = json["choices"]?.elements else { return .raise("TypeValidationError: no list of choices") }
        if let flaw = choices.lazy.compactMap(Self.flaw).first { return .raise("TypeValidationError: \(flaw)") }
        return .chunk(json)
    }

    /// What the chunk schema rejects in a choice.
    private static func flaw(_ choice: JSON) -> String? {
        guard let delta = choice["delta"], !delta.isNull else { return nil }
        guard delta.members != nil else { return "delta is a \(delta.kindName)" }
        for name in ["content", "reasoning", "reasoning_content"] {
            if let value = delta[name], !value.isNull, value.units == nil { return "\(name) is a \(value.kindName)" }
        }
        if let role = delta["role"], !role.isNull, !["assistant", ""].contains(role.stringValue) {
            return "role is \(role.text)"
        }
        let calls = delta["tool_calls"]?.elements ?? []
        return calls.contains { $0["function"]?.members == nil } ? "a tool call has no function object" : nil
    }

    private static let vercelEffects = [
        DialectEffect("STREAM-019", "", "what follows [DONE] is read as part of the answer"),
        DialectEffect("TOOL-003", ".id", "a tool call without id is refused"),
        DialectEffect("TOOL-003", ".name", "a tool call without name is refused"),
    ]
}
