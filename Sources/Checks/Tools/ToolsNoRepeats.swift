internal import Wire

extension Check {
    /// The later deltas of a tool call.
    package static let toolsNoRepeats = Check(
        id: "tools.no-repeats", title: "Later deltas of a tool call do not repeat its id, type or name",
        requirement: "TOOL-004",
        rationale:
            "The Python and LangChain accumulators join repeated strings (`call_1call_1`, `ff`), and a null type "
            + "fails an assertion.",
        passing: [
            Example("as sent", .stream(Sample.tools, received: Sample.tools)),
            Example("allowed: the provider repeats them itself", .stream(repeated, received: repeated)),
        ],
        failing: [
            Example("id and name on every delta", .stream(Sample.tools, received: repeated)),
            Example(
                "null type",
                .stream(
                    Sample.tools,
                    received: Sample.tools.replacing(
                        "{\"index\":0,\"function", with: "{\"index\":0,\"type\":null,\"function"))),
        ],
        each: { $0.introduced(RepeatRule.violations) })

    private static let repeated = Sample.tools.replacing(
        "{\"index\":0,\"function\":{\"arguments",
        with: "{\"index\":0,\"id\":\"call_A\",\"function\":{\"name\":\"f\",\"arguments")
}

private enum RepeatRule {
    static func violations(_ answer: Answer) -> [Finding] {
        answer.toolDeltas.filter { !$0.opens }.flatMap { delta in
            [("id", delta.call["id"]), ("type", delta.call["type"]), ("name", delta.target?["name"])]
                .compactMap { name, value in
                    // An empty string adds nothing when it is joined.
                    guard let value, value.stringValue != "" else { return nil }
                    return .malformed(
                        "\(delta.place), tool call \(delta.index ?? 0)", "no \(name) in later deltas", value.text)
                }
        }
    }
}
