internal import Wire

extension Defect {
    /// What the provider gets of a request's body.
    static let requests: [Defect] = [
        Defect("seed-dropped", "Drops `seed`", ["BODY-001"], checks: ["body.equal"]) {
            $0.request { $0.remove("seed") }
        },
        Defect("numbers-respelled", "Writes 1.0 as 1", ["BODY-017"], checks: ["body.lexical"]) {
            $0.request { $0.numbers { $0.hasSuffix(".0") ? String($0.dropLast(2)) : $0 } }
        },
        Defect("temperature-clamped", "Raises temperatures below 0.1", ["BODY-001"], checks: ["body.equal"]) {
            $0.request { $0.update("temperature") { if $0.intValue == 0 { $0 = .number(JSONNumber(text: "0.1")) } } }
        },
        Defect("request-unknown-dropped", "Drops fields that it does not know", ["BODY-002"], checks: ["body.equal"]) {
            $0.request { body in
                let unknown = body.members?.map(\.key.string).filter { $0.hasPrefix("x_") } ?? []
                for key in unknown { body.remove(key) }
            }
        },
        Defect(
            "explicit-zero-dropped", "Drops members whose value is 0, false or empty", ["BODY-003"],
            checks: ["body.equal"]
        ) {
            $0.request {
                $0.drop { _, value in value.intValue == 0 || value.boolValue == false || value.stringValue == "" }
            }
        },
        Defect("null-dropped", "Drops members whose value is null", ["BODY-003"], checks: ["body.equal"]) {
            $0.request { $0.drop { _, value in value.isNull } }
        },
        Defect("empty-list-dropped", "Drops empty lists and objects", ["BODY-003"], checks: ["body.equal"]) {
            $0.request { $0.drop { _, value in value.elements?.isEmpty == true || value.members?.isEmpty == true } }
        },
        Defect("big-integer-rounded", "Reads integers as doubles", ["BODY-004"], checks: ["body.equal"]) {
            $0.request { $0.numbers(Defect.asDouble) }
        },
        Defect("decimals-as-float", "Reads decimals as 32-bit floats", ["BODY-005"], checks: ["body.equal"]) {
            $0.request { $0.numbers(Defect.asFloat) }
        },
        Defect("strings-composed", "Composes letters and accents", ["BODY-006"], checks: ["body.strings-equal"]) {
            $0.request { $0.strings { $0.replacing("e\u{301}", with: "\u{E9}") } }
        },
        Defect(
            "strings-trimmed", "Trims the blanks at the end of messages", ["BODY-006"], checks: ["body.strings-equal"]
        ) {
            $0.request { $0.update("messages") { $0.each { $0.update("content") { $0.text { $0.trimmingOWS() } } } } }
        },
        Defect(
            "astral-dropped", "Drops characters beyond the basic plane", ["BODY-006"], checks: ["body.strings-equal"]
        ) {
            $0.request {
                $0.strings { String(String.UnicodeScalarView($0.unicodeScalars.filter { $0.value <= 0xFFFF })) }
            }
        },
        Defect("model-alias-forwarded", "Sends the route's name as the model", ["BODY-001"], checks: ["body.model"]) {
            $0.request { $0.replace("model", "gateproof-direct") }
        },
        Defect(
            "messages-merged", "Merges neighbouring messages of one role", ["BODY-007"], checks: ["body.messages-equal"]
        ) {
            $0.request { $0.update("messages") { $0.list(Defect.merge) } }
        },
        Defect(
            "system-message-first", "Moves system messages to the front", ["BODY-007"], checks: ["body.messages-equal"]
        ) {
            $0.request {
                $0.update("messages") {
                    $0.list { list in
                        let isFirst: (JSON) -> Bool = {
                            $0["role"]?.stringValue == "system" || $0["role"]?.stringValue == "developer"
                        }
                        list =
                            list.filter { !isFirst($0) }.prefix(1) + list.filter(isFirst)
                            + list.filter { !isFirst($0) }.dropFirst()
                    }
                }
            }
        },
        Defect(
            "image-detail-dropped", "Drops `detail` of images", ["BODY-008"],
            checks: ["body.equal", "body.messages-equal"]
        ) {
            $0.request { $0.drop { key, _ in key == "detail" } }
        },
        Defect(
            "large-body-cut-off", "Breaks the connection at bodies over 1 MiB", ["BODY-009", "ERR-014"],
            checks: ["http.status"]
        ) {
            $0.configure = { $0.limits.requestBody = 1 << 20 }
            $0.quirks = .closesOnLargeBody
        },
        Defect("cache-control-dropped", "Drops `cache_control`", ["BODY-010"], checks: ["body.equal"]) {
            $0.request { $0.drop { key, _ in key == "cache_control" } }
        },
        Defect("prompt-cache-dropped", "Drops the prompt cache fields", ["BODY-011"], checks: ["body.equal"]) {
            $0.request { $0.drop { key, _ in key.hasPrefix("prompt_cache_") } }
        },
        Defect("reasoning-history-dropped", "Drops reasoning from the history", ["BODY-012"], checks: ["body.equal"]) {
            $0.request {
                $0.update("messages") { $0.each { $0.remove("reasoning_content", "reasoning", "reasoning_details") } }
            }
        },
        Defect(
            "response-format-strict-dropped", "Drops `strict` of a response format", ["BODY-013"],
            checks: ["body.equal"]
        ) {
            $0.request { $0.update("response_format") { $0.drop { key, _ in key == "strict" } } }
        },
        Defect(
            "accept-decides-stream", "Streams when Accept asks for events", ["BODY-014"],
            checks: ["response.content-type", "response.shape"]
        ) {
            $0.quirks = .streamsByAccept
        },
        Defect("stream-options-dropped", "Drops `stream_options`", ["BODY-015"], checks: ["body.equal"]) {
            $0.request { $0.remove("stream_options") }
        },
        Defect(
            "internal-key-added", "Sends a field of its own to the provider", ["BODY-016"],
            checks: ["body.no-additions"]
        ) {
            $0.request { $0.set("litellm_metadata", ["route": "direct"]) }
        },
        Defect(
            "bad-json-forwarded", "Forwards bodies that are not valid", ["BODY-018"],
            checks: ["errors.provider-not-called", "errors.status"]
        ) {
            $0.quirks = .forwardsBadBodies
        },
        Defect(
            "unknown-model-routed", "Sends unknown models to the primary", ["BODY-019"],
            checks: ["errors.code", "errors.provider-not-called", "errors.status"]
        ) {
            $0.quirks = .routesUnknownModels
        },
        Defect(
            "message-name-dropped", "Drops `name` and unknown fields of messages", ["BODY-022"], checks: ["body.equal"]
        ) {
            $0.request {
                $0.update("messages") {
                    $0.each { $0.keep(["role", "content", "tool_calls", "tool_call_id", "refusal"]) }
                }
            }
        },
    ]

    /// What the provider gets of tools.
    static let requestTools: [Defect] = [
        Defect("tool-call-id-shortened", "Cuts the ids in tool messages", ["TOOL-010"], checks: ["body.equal"]) {
            $0.request {
                $0.update("messages") { $0.each { $0.update("tool_call_id") { $0.text { String($0.prefix(5)) } } } }
            }
        },
        Defect("tools-sorted", "Sorts tools by name", ["TOOL-013"], checks: ["body.tools-equal"]) {
            $0.request { $0.update("tools") { $0.list { $0.sort { Defect.name($0) > Defect.name($1) } } } }
        },
        Defect("schema-definitions-dropped", "Drops `$defs` of schemas", ["TOOL-013"], checks: ["body.tools-equal"]) {
            $0.request { $0.drop { key, _ in key == "$defs" } }
        },
        Defect("strict-dropped", "Drops `strict` of tools", ["TOOL-014"], checks: ["body.equal"]) {
            $0.request { $0.update("tools") { $0.drop { key, _ in key == "strict" } } }
        },
        Defect("tool-choice-none-dropped", "Drops `tool_choice: none`", ["TOOL-015"], checks: ["body.equal"]) {
            $0.request { if $0["tool_choice"]?.stringValue == "none" { $0.remove("tool_choice") } }
        },
        Defect("tool-choice-named-lost", "Writes `auto` for a named tool", ["TOOL-015"], checks: ["body.equal"]) {
            $0.request { $0.update("tool_choice") { if $0.members != nil { $0 = "auto" } } }
        },
        Defect("functions-dropped", "Drops the legacy functions", ["TOOL-016"], checks: ["body.equal"]) {
            $0.request { $0.remove("functions", "function_call") }
        },
        Defect("custom-tools-dropped", "Drops custom tools", ["TOOL-011"], checks: ["body.equal"]) {
            $0.request { $0.update("tools") { $0.list { $0.removeAll { $0["type"]?.stringValue == "custom" } } } }
        },
    ]

    private static func name(_ tool: JSON) -> String {
        tool["function"]?["name"]?.stringValue ?? tool["custom"]?["name"]?.stringValue ?? ""
    }

    static func asDouble(_ text: String) -> String {
        guard text.utf8.count > 15, text.allSatisfy({ $0.isNumber || $0 == "-" }), let value = Double(text) else {
            return text
        }
        return Int(exactly: value).map { String($0) } ?? text
    }

    private static func asFloat(_ text: String) -> String {
        guard text.contains("."), let value = Float(text), let exact = Double(text), Double(value) != exact else {
            return text
        }
        return "\(Double(value))"
    }

    private static func merge(_ messages: inout [JSON]) {
        var merged: [JSON] = []
        for message in messages {
            let isSame = merged.last?["role"]?.stringValue == message["role"]?.stringValue
            guard isSame, let before = merged.last?["content"]?.stringValue, let text = message["content"]?.stringValue
            else {
                merged.append(message)
                continue
            }
            merged[merged.count - 1].replace("content", JSON(before + "\n" + text))
        }
        messages = merged
    }
}
