internal import Wire

extension Defect {
    /// Whole answers.
    static let answers: [Defect] = [
        Defect("answer-object-missing", "Leaves out `object` and `created`", ["RESP-001"], checks: ["response.shape"]) {
            $0.answer { $0.remove("object", "created") }
        },
        Defect("answer-type-text", "Calls JSON text/plain", ["RESP-002"], checks: ["response.content-type"]) {
            $0.responseFields { fields, passage in
                if !passage.isStream { fields.set("Content-Type", "text/plain") }
            }
        },
        Defect(
            "content-null-as-empty", "Writes an empty string for `content: null`", ["RESP-003"],
            checks: ["response.equal"]
        ) {
            $0.answer { $0.messages { $0.update("content") { if $0.isNull { $0 = "" } } } }
        },
        Defect(
            "arguments-as-object", "Writes the arguments of calls as objects", ["RESP-004"],
            checks: ["response.equal", "tools.arguments-equal"]
        ) {
            $0.answer {
                $0.messages {
                    $0.update("tool_calls") {
                        $0.each {
                            $0.update("function") {
                                $0.update("arguments") {
                                    if let text = $0.stringValue, let value = try? JSON.parse(text) { $0 = value }
                                }
                            }
                        }
                    }
                }
            }
        },
        Defect("second-choice-dropped", "Passes on one choice only", ["RESP-005"], checks: ["response.equal"]) {
            $0.answer { $0.update("choices") { $0.list { $0 = Array($0.prefix(1)) } } }
        },
        Defect(
            "annotations-dropped", "Drops annotations, audio, logprobs and metadata", ["RESP-006"],
            checks: ["response.fields-kept"]
        ) {
            $0.answer {
                $0.remove("metadata", "moderation")
                $0.choices { $0.remove("logprobs") }
                $0.messages { $0.remove("annotations", "audio") }
            }
        },
        Defect(
            "answer-unknown-dropped", "Drops fields of an answer that it does not know", ["RESP-007"],
            checks: ["response.fields-kept"]
        ) {
            $0.answer {
                $0.keep([
                    "id", "object", "created", "model", "choices", "usage", "service_tier", "system_fingerprint",
                    "metadata", "moderation", "data",
                ])
                $0.messages {
                    $0.keep(["role", "content", "tool_calls", "refusal", "annotations", "audio", "function_call"])
                }
            }
        },
        Defect(
            "error-in-200-as-success", "Makes an empty success of an error in a 200", ["RESP-009"],
            checks: ["response.not-plain-success"]
        ) {
            $0.quirks = .passesInBandAnswers
            $0.answer { if $0["error"] != nil { $0 = Defect.emptyAnswer } }
        },
        Defect(
            "json-for-stream-passed", "Passes JSON on where a stream was asked, and the other way round",
            ["RESP-010", "RESP-011"], checks: ["response.json-when-unasked", "stream.not-eventless"]
        ) { $0.quirks = .passesUnwantedForms },
        Defect(
            "answer-integers-rounded", "Reads the integers of an answer as doubles", ["RESP-012"],
            checks: ["response.equal"]
        ) {
            $0.answer { $0.numbers(Defect.asDouble) }
        },
        Defect(
            "blank-prefix-truncated", "Cuts an answer with leading blanks short", ["RESP-008"],
            checks: ["response.equal"]
        ) {
            $0.responseBody = { body in
                let blanks = body.prefix { $0 <= 0x20 }.count
                return blanks > 0 ? Array(body.dropFirst(blanks).dropLast(blanks)) : body
            }
        },
        Defect(
            "answers-cached", "Gives the same request the same answer again", ["HTTP-015"], checks: ["attempts.count"]
        ) { $0.quirks = .caches },
    ]

    private static let emptyAnswer: JSON = [
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "up",
        "choices": [["index": 0, "message": ["role": "assistant", "content": ""], "finish_reason": "stop"]],
    ]
}
