internal import Wire

extension Defect {
    /// How the event stream is written.
    static let writing: [Defect] = [
        Defect(
            "chunks-split", "Writes two chunks where the provider wrote one", ["STREAM-029"],
            checks: ["stream.segmentation"]
        ) {
            $0.eachEvent(BenignVariant.halves)
        },
        Defect("bom-added", "Begins a stream with a byte-order mark", ["SSE-005"], checks: ["stream.no-bom"]) {
            $0.events = {
                var isFirst = true
                return { event in
                    defer { isFirst = false }
                    return isFirst ? [StreamEvent(bytes: [0xEF, 0xBB, 0xBF] + event.bytes)] : [event]
                }
            }
        },
        Defect("cr-line-ends", "Ends lines in a lone CR", ["SSE-004"], checks: ["stream.line-ends"]) {
            $0.eachEvent { [StreamEvent(bytes: $0.bytes.map { $0 == 0x0A ? 0x0D : $0 })] }
        },
        Defect(
            "retry-block-added", "Begins a stream with a block that has only `retry`", ["SSE-006"],
            checks: ["stream.no-dataless"]
        ) {
            $0.events = first(StreamEvent(bytes: Array("retry: 3000\n\n".utf8)))
        },
        Defect(
            "empty-data-added", "Sends `data:` without a value to keep the stream alive", ["SSE-007"],
            checks: ["stream.no-empty-data"]
        ) {
            $0.events = first(StreamEvent(bytes: Array("data:\n\n".utf8)))
        },
        Defect(
            "id-then-blank", "Numbers events and leaves surplus blank lines", ["SSE-008"], checks: ["stream.id-hygiene"]
        ) {
            $0.eachEvent { [StreamEvent(bytes: Array("id: 1\n".utf8) + $0.bytes + [0x0A])] }
        },
        Defect("event-name-added", "Names every chat event", ["SSE-014"], checks: ["stream.no-control-events"]) {
            $0.eachEvent { $0.isComment ? [$0] : [StreamEvent(bytes: Array("event: message\n".utf8) + $0.bytes)] }
        },
        Defect(
            "last-blank-line-missing", "Leaves out the blank line after the last event", ["SSE-002"],
            checks: ["stream.events-terminated"]
        ) {
            $0.eachEvent { $0.isDone ? [StreamEvent(bytes: $0.bytes.dropLast())] : [$0] }
        },
        Defect(
            "events-not-separated", "Puts one line end between events", ["SSE-002", "SSE-003"],
            checks: ["stream.fold-equal"]
        ) {
            $0.eachEvent { [StreamEvent(bytes: $0.bytes.dropLast())] }
        },
        Defect(
            "done-comma-joined", "Glues `[DONE]` to the event before it", ["SSE-003", "STREAM-018"],
            checks: ["stream.done-once", "stream.valid-json"]
        ) {
            $0.events = {
                { event in
                    guard let json = event.json, json.isFinish else { return event.isDone ? [] : [event] }
                    return [StreamEvent(bytes: event.bytes.dropLast(2) + Array(",data: [DONE]\n\n".utf8))]
                }
            }
        },
        Defect(
            "data-prefix-lost", "Sends the finish as a bare JSON line", ["SSE-003", "STREAM-011"],
            checks: ["stream.fold-equal"]
        ) {
            $0.eachEvent { $0.json?.isFinish == true ? [StreamEvent(bytes: Array($0.bytes.dropFirst(6)))] : [$0] }
        },
        Defect(
            "keep-alive-blank-lines", "Ends its own keep-alive comments in a blank line", ["SSE-010"],
            checks: ["stream.keep-alive-form"]
        ) {
            $0.eachEvent { [StreamEvent(bytes: Array(": keep-alive\n\n".utf8)), $0] }
        },
        Defect("nan-in-json", "Writes a cost that is not a number", ["SSE-011"], checks: ["stream.valid-json"]) {
            $0.eachChunk { $0.set("cost", .number(JSONNumber(text: "NaN"))) }
        },
        Defect("latin1-bytes", "Writes é in Latin-1", ["SSE-011"], checks: ["stream.valid-json", "stream.fold-equal"]) {
            $0.eachEvent { event in
                let parts = event.bytes.split(separator: Array("é".utf8), omittingEmptySubsequences: false)
                return [StreamEvent(bytes: Array(parts.joined(separator: [0xE9])))]
            }
        },
        Defect("stream-type-json", "Calls a stream application/json", ["SSE-001"], checks: ["stream.media-type"]) {
            $0.responseFields { fields, passage in
                if passage.isStream { fields.set("Content-Type", "application/json") }
            }
        },
        Defect(
            "stream-charset-latin1", "Gives a stream the charset iso-8859-1", ["SSE-001"], checks: ["stream.media-type"]
        ) {
            $0.responseFields { fields, passage in
                if passage.isStream { fields.set("Content-Type", "text/event-stream; charset=iso-8859-1") }
            }
        },
    ]

    /// Puts an event before the first.
    private static func first(_ extra: StreamEvent) -> @Sendable () -> (StreamEvent) -> [StreamEvent] {
        {
            var isFirst = true
            return { event in
                defer { isFirst = false }
                return isFirst ? [extra, event] : [event]
            }
        }
    }
}
