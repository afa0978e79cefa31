internal import Wire

extension Check {
    /// The later deltas of a tool call.
    package static let toolsNoRepeats = Check(
        id: "tools.no-repeats", title: "Later deltas of a tool call do not repeat its id, type or name",
        requirement: "TOOL-004",
        rationale:
            "The Python and LangChain accumulators join repeated strings (`call_1call_1`, `ff`), and a null type "
            + "fails an assertion. The same type again is harmless: every client sets it and none joins it.",
        passing: [
            Example("as sent", .stream(Sample.tools, received: Sample.tools)),
            Example("allowed: the provider repeats them itself", .stream(repeated, received: repeated)),
            Example(
                "allowed: the same type on every delta",
                .stream(Sample.tools, received: typed("\"function\""))),
        ],
        failing: [
            Example("id and name on every delta", .stream(Sample.tools, received: repeated)),
            Example("null type", .stream(Sample.tools, received: typed("null"))),
            Example("another type", .stream(Sample.tools, received: typed("\"custom\""))),
        ],
        each: { $0.introduced(RepeatRule.violations) })

    private static let repeated = Sample.tools.replacing(
        "{\"index\":0,\"function\":{\"arguments",
        with: "{\"index\":0,\"id\":\"call_A\",\"function\":{\"name\":\"f\",\"arguments")

    private static func typed(_ type: String) -> String {
        Sample.tools.replacing("{\"index\":0,\"function", with: "{\"index\":0,\"type\":\(type),\"function")
    }
}

private enum RepeatRule {
    static func violations(_ answer: Answer) -> [Finding] {
        let deltas = answer.toolDeltas
        let types = Dictionary(
            deltas.filter(\.opens).map { ($0.slot, $0.call["type"]?.stringValue) },
            uniquingKeysWith: { first, _ in first })
        return deltas.filter { !$0.opens }.flatMap { delta in
            [("id", delta.call["id"]), ("type", delta.call["type"]), ("name", delta.target?["name"])]
                .compactMap { name, value in
                    // An empty string adds nothing when it is joined, and a type is never joined.
                    guard let value, value.stringValue != "" else { return nil }
                    if name == "type", let text = value.stringValue, types[delta.slot] == text { return nil }
                    return .malformed(
                        "\(delta.place), tool call \(delta.index ?? 0)", "no \(name) in later deltas", value.text)
                }
        }
    }
}
