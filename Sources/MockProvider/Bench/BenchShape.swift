internal import Suites
internal import Wire

/// The JSON around what a benchmark's provider says, as each endpoint has it.
struct BenchShape {
    var endpoint: LoadEndpoint
    var identity: ProviderIdentity

    private var model: String { identity.model }

    // MARK: whole answers

    /// A body of so many bytes, or more where its envelope alone is longer.
    func whole(bytes: Int) -> String {
        let (before, after) = envelope
        let room = max(1, bytes - before.utf8.count - after.utf8.count)
        if endpoint == .embeddings { return before + numbers(room) + after }
        return before + String(String(repeating: "\(identity.word) ", count: room / 8 + 1).prefix(room)) + after
    }

    /// What stands before and after the text of a whole answer.
    private var envelope: (before: String, after: String) {
        let usage = #""usage":{"prompt_tokens":13,"completion_tokens":7,"total_tokens":20}}"#
        switch endpoint {
        case .chat:
            return (
                #"{"id":"chatcmpl-bench","object":"chat.completion","created":1700000001,"model":"\#(model)","#
                    + #""choices":[{"index":0,"message":{"role":"assistant","content":""#,
                #""},"finish_reason":"stop"}],"# + usage
            )
        case .completions:
            return (
                #"{"id":"cmpl-bench","object":"text_completion","created":1700000001,"model":"\#(model)","#
                    + #""choices":[{"index":0,"text":""#,
                #"","logprobs":null,"finish_reason":"stop"}],"# + usage
            )
        case .responses:
            return (
                Self.response("completed", model) + #","output":["#
                    + Self.item("completed", #"[{"type":"output_text","text":""#),
                #"","annotations":[]}]"# + "}]," + Self.responseUsage(7) + "}"
            )
        case .embeddings:
            return (
                #"{"object":"list","data":[{"object":"embedding","index":0,"embedding":["#,
                #"]}],"model":"\#(model)","usage":{"prompt_tokens":13,"total_tokens":13}}"#
            )
        }
    }

    /// Numbers of ten bytes each, commas included.
    private func numbers(_ room: Int) -> String {
        (0..<max(1, room / 10)).map { index in
            let digits = String(1000 + index * 7919 % 9000)
            return "-0.01" + digits
        }.joined(separator: ",")
    }

    // MARK: streams

    /// Event `index` (from 1) with its text; what stands before the first text comes with it.
    func event(_ pace: PreparedAnswer.Pace, _ index: Int, isTools: Bool) -> String {
        let text = pace.content(ofEvent: index)
        switch endpoint {
        case .completions:
            return completion(#"[{"index":0,"text":"\#(text)","logprobs":null,"finish_reason":null}]"#, "null")
        case .responses:
            let delta = Self.named(
                "response.output_text.delta",
                #""item_id":"msg_bench","output_index":0,"content_index":0,"delta":"\#(text)","sequence_number":\#(index + 2)"#
            )
            return (index == 1 ? opening : "") + delta
        case .chat, .embeddings: return chat(text, index, isTools: isTools)
        }
    }

    /// What follows the last event with text.
    func ending(_ pace: PreparedAnswer.Pace, isTools: Bool) -> String {
        let usage = #"{"prompt_tokens":13,"completion_tokens":\#(pace.events),"total_tokens":\#(13 + pace.events)}"#
        switch endpoint {
        case .completions:
            return completion(#"[{"index":0,"text":"","logprobs":null,"finish_reason":"stop"}]"#, "null")
                + completion("[]", usage) + "data: [DONE]\n\n"
        case .responses: return closing(pace)
        case .chat, .embeddings:
            let reason = isTools ? "tool_calls" : "stop"
            return chunk(#"[{"index":0,"delta":{},"finish_reason":"\#(reason)"}]"#, "null") + chunk("[]", usage)
                + "data: [DONE]\n\n"
        }
    }

    private func chat(_ text: String, _ index: Int, isTools: Bool) -> String {
        let role = index == 1 ? #""role":"assistant","# : ""
        let call = index == 1 ? #""id":"call_bench","type":"function","# : ""
        let name = index == 1 ? #""name":"note","# : ""
        let delta =
            isTools
            ? #"{\#(role)"tool_calls":[{"index":0,\#(call)"function":{\#(name)"arguments":"\#(text)"}}]}"#
            : #"{\#(role)"content":"\#(text)"}"#
        return chunk(#"[{"index":0,"delta":\#(delta),"finish_reason":null}]"#, "null")
    }

    private func chunk(_ choices: String, _ usage: String) -> String {
        #"data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1700000001,"model":"\#(model)","#
            + #""choices":\#(choices),"usage":\#(usage)}"# + "\n\n"
    }

    private func completion(_ choices: String, _ usage: String) -> String {
        #"data: {"id":"cmpl-bench","object":"text_completion","created":1700000001,"model":"\#(model)","#
            + #""choices":\#(choices),"usage":\#(usage)}"# + "\n\n"
    }

    // MARK: responses

    private static func response(_ status: String, _ model: String) -> String {
        #"{"id":"resp_bench","object":"response","created_at":1700000001,"status":"\#(status)","model":"\#(model)""#
    }

    private static func responseUsage(_ tokens: Int) -> String {
        #""usage":{"input_tokens":13,"output_tokens":\#(tokens),"total_tokens":\#(13 + tokens)}"#
    }

    /// A message; its brace is left open.
    private static func item(_ status: String, _ content: String) -> String {
        #"{"type":"message","id":"msg_bench","status":"\#(status)","role":"assistant","content":"# + content
    }

    private static func named(_ name: String, _ fields: String) -> String {
        "event: \(name)\ndata: {\"type\":\"\(name)\",\(fields)}\n\n"
    }

    private var opening: String {
        Self.named(
            "response.created",
            #""sequence_number":0,"response":"# + Self.response("in_progress", model) + #","output":[],"usage":null}"#)
            + Self.named(
                "response.output_item.added",
                #""sequence_number":1,"output_index":0,"item":"# + Self.item("in_progress", "[]}"))
            + Self.named(
                "response.content_part.added",
                #""sequence_number":2,"item_id":"msg_bench","output_index":0,"content_index":0,"part":"#
                    + #"{"type":"output_text","text":"","annotations":[]}"#)
    }

    private func closing(_ pace: PreparedAnswer.Pace) -> String {
        let text = (1...pace.events).map(pace.content(ofEvent:)).joined()
        let part = #"{"type":"output_text","text":"\#(text)","annotations":[]}"#
        let place = #""item_id":"msg_bench","output_index":0,"content_index":0"#
        let item = Self.item("completed", "[\(part)]}")
        let next = pace.events + 3
        return Self.named("response.output_text.done", #""sequence_number":\#(next),\#(place),"text":"\#(text)""#)
            + Self.named("response.content_part.done", #""sequence_number":\#(next + 1),\#(place),"part":\#(part)"#)
            + Self.named(
                "response.output_item.done", #""sequence_number":\#(next + 2),"output_index":0,"item":\#(item)"#)
            + Self.named(
                "response.completed",
                #""sequence_number":\#(next + 3),"response":"# + Self.response("completed", model)
                    + #","output":[\#(item)],\#(Self.responseUsage(pace.events))}"#)
    }
}
