internal import Wire

extension Defect {
    /// What is beside chat completions.
    static let endpoints: [Defect] = [
        Defect("models-as-list", "Answers /v1/models with a bare list", ["EP-001"], checks: ["models.shape"]) {
            $0.localAnswer = { _ in #"["gateproof-direct"]"# }
        },
        Defect(
            "embeddings-format-added", "Asks for base64 embeddings whatever the client asked", ["EP-002"],
            checks: ["body.equal"]
        ) {
            $0.request { if $0["input"] != nil { $0.set("encoding_format", "base64") } }
        },
        Defect(
            "embeddings-floats-forced", "Asks for floats whatever the client asked", ["EP-002"],
            checks: ["embeddings.encoding"]
        ) {
            $0.request { if $0["input"] != nil { $0.set("encoding_format", "float") } }
        },
        Defect(
            "embeddings-decoded", "Writes base64 vectors as lists", ["EP-002", "EP-003"],
            checks: ["embeddings.encoding", "embeddings.equal"]
        ) {
            $0.answer {
                $0.update("data") { $0.each { $0.update("embedding") { if $0.stringValue != nil { $0 = [0, 0] } } } }
            }
        },
        Defect("embeddings-reordered", "Sorts vectors the other way round", ["EP-003"], checks: ["embeddings.equal"]) {
            $0.answer { $0.update("data") { $0.list { $0.reverse() } } }
        },
        Defect(
            "embeddings-rounded", "Rounds vectors to three digits", ["EP-003"],
            checks: ["embeddings.encoding", "embeddings.equal"]
        ) {
            $0.answer {
                $0.update("data") { $0.each { $0.update("embedding") { $0.numbers { String($0.prefix(5)) } } } }
            }
        },
        Defect("embedding-tokens-refused", "Takes only texts to embed", ["EP-004"], checks: ["body.equal"]) {
            $0.request { $0.update("input") { $0.walk { if case .number = $0 { $0 = "token" } } } }
        },
        Defect("completion-fields-dropped", "Drops echo, suffix and best_of", ["EP-005"], checks: ["body.equal"]) {
            $0.request { $0.remove("echo", "suffix", "best_of") }
        },
        Defect(
            "completion-chunk-renamed", "Calls the chunks of a completion those of a chat", ["EP-005"],
            checks: ["completions.grammar"]
        ) {
            $0.eachChunk {
                if $0["object"]?.stringValue == "text_completion" { $0.replace("object", "chat.completion.chunk") }
            }
        },
        Defect(
            "event-names-dropped", "Drops the names of events that need them", ["EP-006", "EP-010"],
            checks: ["messages.grammar", "responses.grammar"]
        ) {
            $0.eachEvent { event in
                let lines = event.text.split(separator: "\n", omittingEmptySubsequences: false).filter {
                    !$0.hasPrefix("event:")
                }
                return [StreamEvent(bytes: Array(lines.joined(separator: "\n").utf8))]
            }
        },
        Defect("sequence-number-dropped", "Drops sequence_number", ["EP-006"], checks: ["responses.grammar"]) {
            $0.eachChunk { $0.remove("sequence_number") }
        },
        Defect(
            "sequence-number-constant", "Writes the same sequence_number each time", ["EP-006"],
            checks: ["responses.grammar"]
        ) {
            $0.eachChunk { $0.replace("sequence_number", 1) }
        },
        Defect("terminal-event-twice", "Sends response.completed twice", ["EP-007"], checks: ["responses.grammar"]) {
            $0.eachEvent { $0.json?["type"]?.stringValue == "response.completed" ? [$0, $0] : [$0] }
        },
        Defect("terminal-event-lost", "Drops the terminal event", ["EP-007"], checks: ["responses.grammar"]) {
            $0.eachEvent {
                ["response.completed", "response.failed", "response.incomplete"].contains($0.json?["type"]?.stringValue)
                    ? [] : [$0]
            }
        },
        Defect("item-ids-changed", "Gives each event another item_id", ["EP-008"], checks: ["responses.grammar"]) {
            $0.numberedChunks { $1.replace("item_id", JSON("item_\($0)")) }
        },
        Defect("responses-text-lost", "Drops a delta of a response's text", ["EP-008"], checks: ["responses.grammar"]) {
            $0.events = {
                var isFirst = true
                return { event in
                    guard isFirst, event.json?["type"]?.stringValue == "response.output_text.delta" else {
                        return [event]
                    }
                    isFirst = false
                    return []
                }
            }
        },
        Defect(
            "unknown-events-dropped", "Drops events of types that it does not know", ["EP-009"],
            checks: ["responses.events-kept"]
        ) {
            $0.eachEvent { event in
                guard let type = event.json?["type"]?.stringValue, type.hasPrefix("response.") else { return [event] }
                return Defect.knownTypes.contains { type.hasPrefix($0) } ? [event] : []
            }
        },
        Defect("messages-stop-lost", "Drops message_stop", ["EP-010"], checks: ["messages.grammar"]) {
            $0.eachEvent { $0.json?["type"]?.stringValue == "message_stop" ? [] : [$0] }
        },
        Defect(
            "messages-usage-summed", "Adds up the usage of the Messages API", ["EP-011"], checks: ["messages.grammar"]
        ) {
            $0.eachChunk { $0.update("usage") { $0.update("output_tokens") { $0 = JSON(($0.intValue ?? 0) * 2) } } }
        },
    ]

    private static let knownTypes = [
        "response.created", "response.in_progress", "response.completed", "response.failed", "response.incomplete",
        "response.output_item", "response.content_part", "response.output_text", "response.function_call_arguments",
        "response.refusal",
    ]
}
