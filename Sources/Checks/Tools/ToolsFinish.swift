internal import Wire

extension Check {
    /// The finish reason that makes an agent act.
    package static let toolsFinish = Check(
        id: "tools.finish", title: "An answer that ends in tool calls says so", requirement: "TOOL-009",
        rationale: "Agents run tools when the finish reason is `tool_calls`; `stop` in its place ends their work.",
        passing: [
            Example("as sent", .stream(Sample.tools, received: Sample.tools)),
            Example("an answer without tools", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [
            Example(
                "stop",
                .stream(
                    Sample.tools,
                    received: Sample.tools.replacing(
                        "\"finish_reason\":\"tool_calls\"", with: "\"finish_reason\":\"stop\""))),
            Example(
                "JSON", .json(Sample.completion(finish: "tool_calls"), received: Sample.completion(finish: "stop"))),
        ],
        each: { round in
            round.choices { sent, received, place in
                guard let reason = sent.finishReason, reason == "tool_calls" || reason == "function_call",
                    received.finishReason != reason
                else { return [] }
                return [
                    Finding(
                        received.finishReason == nil ? .lost : .altered, at: "\(place) finish_reason", expected: reason,
                        actual: received.finishReason ?? "none")
                ]
            }
        })
}
