/// Pieces of chat answers, for examples.
package enum Sample {
    package static let done = "data: [DONE]\n\n"

    /// One chunk event; `delta` is JSON text, `finish` a word, `top` and `choice` further members that end in a comma.
    package static func chunk(
        _ delta: String, finish: String? = nil, index: Int = 0, id: String = "chatcmpl-1", top: String = "",
        choice: String = ""
    ) -> String {
        let reason = finish.map { "\"\($0)\"" } ?? "null"
        return event(
            "{\"id\":\"\(id)\",\"object\":\"chat.completion.chunk\",\"created\":1700000001,\"model\":\"gp-primary\",\(top)"
                + "\"choices\":[{\"index\":\(index),\(choice)\"delta\":\(delta),\"finish_reason\":\(reason)}]}")
    }

    package static func event(_ data: String) -> String { "data: \(data)\n\n" }

    package static func content(_ text: String, index: Int = 0) -> String {
        chunk("{\"content\":\"\(text)\"}", index: index)
    }

    package static func role(index: Int = 0) -> String {
        chunk("{\"role\":\"assistant\",\"content\":\"\"}", index: index)
    }

    package static func finish(_ reason: String = "stop", index: Int = 0) -> String {
        chunk("{}", finish: reason, index: index)
    }

    package static let counts = "{\"prompt_tokens\":13,\"completion_tokens\":7,\"total_tokens\":20}"

    /// A chunk without choices; by default the usage chunk.
    package static func bare(_ top: String = "\"usage\":" + counts) -> String {
        event(
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000001,\"model\":\"gp-primary\","
                + "\"choices\":[],\(top)}")
    }

    /// A complete stream with these texts as content deltas.
    package static func text(_ parts: String..., usage: Bool = true) -> String {
        role() + parts.map { content($0) }.joined() + finish() + (usage ? bare() : "") + done
    }

    /// The first delta of a tool call.
    package static func call(_ index: Int, id: String, name: String, arguments: String = "") -> String {
        chunk(
            "{\"tool_calls\":[{\"index\":\(index),\"id\":\"\(id)\",\"type\":\"function\","
                + "\"function\":{\"name\":\"\(name)\",\"arguments\":\"\(arguments)\"}}]}")
    }

    /// A later delta of a tool call; `arguments` stands between JSON quotes.
    package static func more(_ index: Int, _ arguments: String) -> String {
        chunk("{\"tool_calls\":[{\"index\":\(index),\"function\":{\"arguments\":\"\(arguments)\"}}]}")
    }

    /// A stream of two interleaved tool calls.
    package static let tools =
        role() + call(0, id: "call_A", name: "f") + call(1, id: "call_B", name: "g")
        + more(0, "{\\\"a\\\":") + more(1, "{}") + more(0, " 1.50}") + finish("tool_calls") + done

    /// An error object with this message.
    package static func error(_ message: String, code: String = "\"E1\"") -> String {
        "{\"error\":{\"message\":\"\(message)\",\"type\":\"server_error\",\"param\":null,\"code\":\(code)}}"
    }

    /// A whole chat completion; `message` and `extra` are JSON text.
    package static func completion(
        message: String = "{\"role\":\"assistant\",\"content\":\"Hi\",\"refusal\":null}", finish: String = "stop",
        usage: String = counts, extra: String = ""
    ) -> String {
        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000001,\"model\":\"gp-primary\",\(extra)"
            + "\"choices\":[{\"index\":0,\"message\":\(message),\"logprobs\":null,\"finish_reason\":\"\(finish)\"}],"
            + "\"usage\":\(usage)}"
    }

    /// A streaming chat request.
    package static let request =
        "{\"model\":\"gateproof-direct\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"

    /// The same without streaming.
    package static let plainRequest =
        "{\"model\":\"gateproof-direct\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
}

extension String {
    /// Without its last characters, such as a closing brace that gives way to a further member.
    func dropping(_ count: Int) -> String { String(dropLast(count)) }
}
