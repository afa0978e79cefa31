internal import Synchronization
internal import Wire

extension Defect {
    private static let fold = ["stream.fold-equal"]

    /// What the text of a stream says.
    static let content: [Defect] = [
        Defect("seventh-event-byte", "Changes one letter of the seventh event", ["STREAM-008"], checks: fold) {
            $0.numberedChunks { number, chunk in
                guard number == 6 else { return }
                chunk.deltas { $0.update("content") { $0.text(Defect.lastLetterChanged) } }
            }
        },
        Defect("blanks-trimmed", "Trims the blanks at the end of each delta", ["STREAM-008"], checks: fold) {
            $0.eachChunk { $0.deltas { $0.update("content") { $0.text { $0.trimmingOWS() } } } }
        },
        Defect("blank-delta-dropped", "Drops deltas that hold only blanks", ["STREAM-008"], checks: fold) {
            $0.eachEvent { event in
                let text = event.json?["choices"]?[0]?["delta"]?["content"]?.stringValue
                return text.map { !$0.isEmpty && $0.allSatisfy(\.isWhitespace) } == true ? [] : [event]
            }
        },
        Defect("newline-escaped-twice", "Escapes line ends twice", ["STREAM-008"], checks: fold) {
            $0.eachChunk { $0.deltas { $0.update("content") { $0.text { $0.replacing("\n", with: "\\n") } } } }
        },
        Defect("event-repeated", "Sends the third event twice", ["STREAM-008"], checks: fold) {
            $0.events = {
                var count = 0
                return { event in
                    count += event.isComment ? 0 : 1
                    return count == 3 && !event.isDone ? [event, event] : [event]
                }
            }
        },
        Defect("event-lost", "Loses the third event", ["STREAM-008"], checks: fold) {
            $0.events = {
                var count = 0
                return { event in
                    count += event.isComment ? 0 : 1
                    return count == 3 && !event.isDone ? [] : [event]
                }
            }
        },
        Defect(
            "words-crossed", "Writes the number of another stream into a stream", ["ISO-001"],
            checks: ["isolation.own-words"]
        ) {
            let shared = SharedWords()
            $0.eachChunk {
                $0.deltas { $0.update("content") { $0.text { $0.hasPrefix("number ") ? shared.exchange($0) : $0 } } }
            }
        },
        Defect("finish-content-lost", "Drops what stands beside a finish", ["STREAM-014"], checks: fold) {
            $0.eachChunk { if $0.isFinish { $0.deltas { $0 = [:] } } }
        },
        Defect("refusal-into-content", "Passes refusals on as content", ["STREAM-009"], checks: fold) {
            $0.eachChunk { $0.deltas { Defect.rename("refusal", to: "content", in: &$0) } }
        },
        Defect(
            "reasoning-into-content", "Passes reasoning on as content", ["STREAM-023"],
            checks: ["stream.extensions-kept", "stream.fold-equal"]
        ) {
            $0.eachChunk { $0.deltas { Defect.rename("reasoning_content", to: "content", in: &$0) } }
        },
        Defect("reasoning-dropped", "Drops reasoning", ["STREAM-023"], checks: ["stream.extensions-kept"]) {
            $0.eachChunk { $0.deltas { $0.remove("reasoning_content", "reasoning", "reasoning_details") } }
        },
        Defect(
            "surrogates-split", "Cuts a character of two code units between two deltas", ["STREAM-030"],
            checks: ["stream.no-cut-pairs"]
        ) {
            $0.eachEvent(Defect.splitPairs)
        },
        Defect("logprobs-dropped", "Drops logprobs", ["STREAM-017"], checks: ["stream.logprobs-equal"]) {
            $0.eachChunk { $0.choices { $0.replace("logprobs", .null) } }
        },
        Defect("logprobs-rounded", "Rounds logprobs to four digits", ["STREAM-017"], checks: ["stream.logprobs-equal"])
        {
            $0.eachChunk {
                $0.choices { $0.update("logprobs") { $0.numbers { String($0.prefix($0.hasPrefix("-") ? 7 : 6)) } } }
            }
        },
    ]

    /// Fields beyond the text.
    static let extensions: [Defect] = [
        Defect(
            "system-fingerprint-dropped", "Drops `system_fingerprint` and `service_tier`", ["STREAM-021"],
            checks: ["stream.top-fields-kept"]
        ) {
            $0.eachChunk { $0.remove("system_fingerprint", "service_tier") }
        },
        Defect(
            "unknown-field-dropped", "Drops fields of a chunk that it does not know", ["STREAM-022"],
            checks: ["stream.top-fields-kept", "stream.extensions-kept"]
        ) {
            $0.eachChunk(Defect.keepKnown)
        },
        Defect(
            "unindexed-list-added", "Adds a list without indexes to deltas", ["STREAM-024"],
            checks: ["stream.delta-lists-indexed"]
        ) {
            $0.eachChunk { $0.deltas { $0.set("citations", [["url": "https://example.org"]]) } }
        },
        Defect(
            "empty-choices-dropped", "Drops chunks without choices that hold no usage", ["STREAM-025"],
            checks: ["stream.metadata-chunks-kept"]
        ) {
            $0.eachEvent { event in
                guard let json = event.json, json["choices"]?.elements?.isEmpty == true else { return [event] }
                return json.isUsageChunk ? [event] : []
            }
        },
        Defect(
            "audio-dropped", "Drops audio and the legacy function call", ["STREAM-026"],
            checks: ["stream.extensions-kept"]
        ) {
            $0.eachChunk { $0.deltas { $0.remove("audio", "function_call") } }
        },
    ]

    static func rename(_ key: String, to other: String, in object: inout JSON) {
        guard let value = object[key], !value.isNull else { return }
        object.remove(key)
        object.set(other, value)
    }

    /// What a buffer that streams share would hold.
    private final class SharedWords: Sendable {
        private let last = Mutex<String?>(nil)

        /// Keeps these words and hands out those that came before them.
        func exchange(_ words: String) -> String {
            last.withLock { last in
                defer { last = words }
                return last ?? words
            }
        }
    }

    private static func lastLetterChanged(_ text: String) -> String {
        text.isEmpty ? text : text.dropLast() + "~"
    }

    private static func keepKnown(_ chunk: inout JSON) {
        chunk.keep([
            "id", "object", "created", "model", "choices", "usage", "service_tier", "system_fingerprint", "error",
        ])
        chunk.choices {
            $0.keep(["index", "delta", "finish_reason", "logprobs"])
            $0.update("delta") {
                $0.keep([
                    "role", "content", "refusal", "tool_calls", "function_call", "audio", "reasoning_content",
                    "reasoning",
                ])
            }
        }
    }

    /// Two events for one whose content ends in a surrogate pair.
    private static func splitPairs(_ event: StreamEvent) -> [StreamEvent] {
        let units = event.json?["choices"]?[0]?["delta"]?["content"]?.units ?? []
        guard let low = units.lastIndex(where: { (0xDC00...0xDFFF).contains($0) }), low > 0 else { return [event] }
        return [units[..<low], units[low...]].map { part in
            let raw = part.map { "\\u" + String(0x1_0000 + Int($0), radix: 16).dropFirst() }.joined()
            let text = JSON.string(JSONString(raw: Array(raw.utf8), units: Array(part)))
            return event.edited { $0.deltas { $0.replace("content", text) } }
        }
    }
}
