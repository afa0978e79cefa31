/// Counts what a stream says: UTF-16 units of content, refusal, reasoning and tool-call arguments, over all choices.
///
/// Merging, splitting and re-escaping keep the sum, so it measures progress on both sides of a gateway.
package enum ContentUnits {
    /// The units that one event's JSON adds; also of text completions, Responses and Anthropic events.
    package static func count(in json: JSON) -> Int {
        guard let choices = json["choices"]?.elements else { return foreign(json) }
        return choices.reduce(0) { sum, choice in
            sum + length(choice["text"]) + (choice["delta"].map(delta) ?? 0)
        }
    }

    private static func delta(_ delta: JSON) -> Int {
        let text = ["content", "refusal", "reasoning", "reasoning_content"].reduce(0) { $0 + length(delta[$1]) }
        let calls = delta["tool_calls"]?.elements ?? []
        return calls.reduce(text + length(delta["function_call"]?["arguments"])) { sum, call in
            sum + length(call["function"]?["arguments"]) + length(call["custom"]?["input"])
        }
    }

    /// A Responses event (`delta` is text) or an Anthropic one (`delta` is an object).
    private static func foreign(_ json: JSON) -> Int {
        guard let delta = json["delta"] else { return 0 }
        return length(delta) + length(delta["text"]) + length(delta["partial_json"]) + length(delta["thinking"])
    }

    private static func length(_ json: JSON?) -> Int {
        json?.units?.count ?? 0
    }
}
