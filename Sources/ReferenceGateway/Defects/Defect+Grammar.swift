internal import Wire

extension Defect {
    private static let fold = ["stream.fold-equal"]
    private static let shape = ["stream.chunk-shape"]

    /// The members of chunks and the order of events.
    static let grammar: [Defect] = [
        Defect("id-per-chunk", "Gives every chunk an id of its own", ["STREAM-003"], checks: ["stream.id-constant"]) {
            $0.numberedChunks { $1.replace("id", JSON("chatcmpl-\($0)")) }
        },
        Defect(
            "created-per-chunk", "Counts `created` up from chunk to chunk", ["STREAM-004"],
            checks: ["stream.model-constant"]
        ) {
            $0.numberedChunks { $1.replace("created", JSON(1_700_000_001 + $0)) }
        },
        Defect(
            "model-empty-at-end", "Leaves the model of the finishing chunk empty", ["STREAM-004"],
            checks: ["stream.model-constant"]
        ) {
            $0.eachChunk { if $0.isFinish { $0.replace("model", "") } }
        },
        Defect("object-renamed", "Calls chunks `chat.completion`", ["STREAM-002"], checks: shape) {
            $0.eachChunk { $0.replace("object", "chat.completion") }
        },
        Defect("created-missing", "Leaves out `created`", ["STREAM-001"], checks: shape) {
            $0.eachChunk { $0.remove("created") }
        },
        Defect("choices-null", "Writes `choices: null` instead of an empty list", ["STREAM-001"], checks: shape) {
            $0.eachChunk { if $0["choices"]?.elements?.isEmpty == true { $0.replace("choices", .null) } }
        },
        Defect("delta-null", "Writes `delta: null` instead of an empty object", ["STREAM-005"], checks: shape) {
            $0.eachChunk { $0.choices { if $0["delta"]?.members?.isEmpty == true { $0.replace("delta", .null) } } }
        },
        Defect("error-null-added", "Adds `error: null` to every chunk", ["STREAM-020"], checks: shape) {
            $0.eachChunk { $0.set("error", .null) }
        },
        Defect("warning-event-added", "Sends an event that is no chunk", ["STREAM-001"], checks: shape) {
            $0.eachEvent { $0.isDone ? [StreamEvent(data: #"{"warning":"soon over quota"}"#), $0] : [$0] }
        },
        Defect("role-dropped", "Drops the role", ["STREAM-006"], checks: ["stream.role-once"]) {
            $0.eachChunk { $0.deltas { $0.remove("role") } }
        },
        Defect("duplicate-role", "Repeats the role in every chunk", ["STREAM-007"], checks: ["stream.role-once"]) {
            $0.eachChunk { $0.deltas { $0.set("role", "assistant") } }
        },
        Defect("payload-after-finish", "Sends content after the finish", ["STREAM-010"], checks: ["stream.grammar"]) {
            $0.eachEvent { event in
                guard event.json?.isFinish == true else { return [event] }
                return [event, event.edited { $0.choices(Defect.emptyContent) }]
            }
        },
        Defect("finish-twice", "Sends the finish twice", ["STREAM-011"], checks: ["stream.grammar"]) {
            $0.eachEvent { $0.json?.isFinish == true ? [$0, $0] : [$0] }
        },
        Defect(
            "finish-lost", "Writes null for every finish", ["STREAM-011", "STREAM-012"], checks: ["stream.finish-equal"]
        ) {
            $0.eachChunk { $0.choices { $0.replace("finish_reason", .null) } }
        },
        Defect(
            "finish-length-as-stop", "Says `stop` where the provider said `length`", ["STREAM-012"],
            checks: ["stream.finish-equal"]
        ) {
            $0.eachChunk { $0.choices { $0.update("finish_reason") { $0.text { $0 == "length" ? "stop" : $0 } } } }
        },
        Defect(
            "finish-unknown-as-stop", "Says `stop` for every finish it does not know", ["STREAM-013"],
            checks: ["stream.finish-equal"]
        ) {
            $0.eachChunk {
                $0.choices { $0.update("finish_reason") { $0.text { Defect.knownFinish.contains($0) ? $0 : "stop" } } }
            }
        },
        Defect(
            "open-finish-empty", "Writes an empty string for an open finish", ["STREAM-028"],
            checks: ["stream.open-finish-null"]
        ) {
            $0.eachChunk { $0.choices { $0.update("finish_reason") { if $0.isNull { $0 = "" } } } }
        },
        Defect("choice-index-zero", "Calls every choice 0", ["STREAM-015"], checks: fold) {
            $0.eachChunk { $0.choices { $0.replace("index", 0) } }
        },
        Defect("extra-choices-lost", "Passes on only the first choice", ["STREAM-015"], checks: fold) {
            $0.eachChunk { $0.update("choices") { $0.list { $0.removeAll { ($0["index"]?.intValue ?? 0) > 0 } } } }
        },
        Defect(
            "choices-reordered", "Lets the other choices go before choice 0", ["STREAM-016"],
            checks: ["stream.choices-order"]
        ) {
            $0.events = ChoiceSorter.make
        },
        Defect("done-missing", "Leaves out `[DONE]`", ["STREAM-018"], checks: ["stream.done-once"]) {
            $0.eachEvent { $0.isDone ? [] : [$0] }
        },
        Defect("done-lower-case", "Writes `[done]`", ["STREAM-018"], checks: ["stream.done-once"]) {
            $0.eachEvent { $0.isDone ? [StreamEvent(data: "[done]")] : [$0] }
        },
        Defect("done-trailing-space", "Writes a space after `[DONE]`", ["STREAM-018"], checks: ["stream.done-once"]) {
            $0.eachEvent { $0.isDone ? [StreamEvent(data: "[DONE] ")] : [$0] }
        },
        Defect("done-twice", "Writes `[DONE]` twice", ["STREAM-019"], checks: ["stream.done-once"]) {
            $0.eachEvent { $0.isDone ? [$0, $0] : [$0] }
        },
        Defect("ping-after-done", "Sends a ping after `[DONE]`", ["STREAM-019"], checks: ["stream.done-once"]) {
            $0.eachEvent { $0.isDone ? [$0, StreamEvent(data: #"{"type":"ping"}"#)] : [$0] }
        },
    ]

    private static let knownFinish: Set<String> = [
        "stop", "length", "tool_calls", "content_filter", "function_call", "",
    ]

    private static func emptyContent(_ choice: inout JSON) {
        choice.replace("delta", ["content": "…"])
        choice.replace("finish_reason", .null)
    }
}

/// Keeps the first event of choice 0 back while events of other choices may come.
private enum ChoiceSorter {
    static let make: @Sendable () -> (StreamEvent) -> [StreamEvent] = {
        var held: [StreamEvent] = []
        return { event in
            let index = event.json?["choices"]?[0]?["index"]?.intValue
            if index == 0, held.count < 2 {
                held.append(event)
                return []
            }
            defer { held = [] }
            return index == 0 || index == nil ? held + [event] : [event] + held
        }
    }
}
