internal import Wire

extension Check {
    /// The text that a model wrote as arguments.
    package static let toolsArgumentsEqual = Check(
        id: "tools.arguments-equal", title: "The arguments of each tool call arrive as the text that the provider sent",
        requirement: "TOOL-006",
        rationale:
            "Arguments are a string of the model's own: parsing and writing them again changes numbers, escapes and "
            + "order, hides broken JSON, and interleaved calls must never mix.",
        passing: [
            Example("as sent", .stream(Sample.tools, received: Sample.tools)),
            Example(
                "allowed: other fragments",
                .stream(
                    Sample.tools,
                    received: Sample.tools.replacing(
                        Sample.more(0, " 1.50}"), with: Sample.more(0, " 1.") + Sample.more(0, "50}")))),
            Example("in JSON", .json(completion("{\\\"a\\\": 1.50}"), received: completion("{\\\"a\\\": 1.50}"))),
        ],
        failing: [
            Example(
                "parsed and written again",
                .stream(Sample.tools, received: Sample.tools.replacing(" 1.50}", with: "1.5}"))),
            Example(
                "two calls mixed",
                .stream(
                    Sample.tools, received: Sample.tools.replacing(Sample.more(1, "{}"), with: Sample.more(0, "{}")))),
            Example("empty arguments became an object", .stream(empty(""), received: empty("{}"))),
            Example("in JSON", .json(completion("{\\\"a\\\": 1.50}"), received: completion("{\\\"a\\\":1.5}"))),
            Example(
                "an object in place of a string",
                .json(completion("{}"), received: completion("{}").replacing("\"{}\"", with: "{}"))),
        ],
        each: { round in
            round.choices { sent, received, place in
                guard received.toolCalls.count >= sent.toolCalls.count else {
                    return [
                        Finding(
                            .lost, at: "\(place) tool calls", expected: "\(sent.toolCalls.count) calls",
                            actual: "\(received.toolCalls.count) calls")
                    ]
                }
                return zip(sent.toolCalls, received.toolCalls).enumerated().compactMap { slot, pair in
                    Arguments.finding(pair.0, pair.1, at: "\(place) tool call \(slot) arguments")
                }
            }
        })

    private static func completion(_ arguments: String) -> String {
        Sample.completion(
            message:
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_A\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"\(arguments)\"}}]}", finish: "tool_calls")
    }

    private static func empty(_ arguments: String) -> String {
        Sample.role() + Sample.call(0, id: "call_A", name: "f", arguments: arguments) + Sample.finish("tool_calls")
            + Sample.done
    }
}

private enum Arguments {
    static func finding(_ sent: Fold.ToolCall, _ received: Fold.ToolCall, at place: String) -> Finding? {
        if let text = sent.arguments, received.arguments == nil {
            return Finding(.lost, at: place, expected: "the string \"\(Excerpt.of(text))\"", actual: "no string")
        }
        return TextEvidence.finding(at: place, sent: sent.arguments ?? [], received: received.arguments ?? [])
    }
}
