internal import Wire

extension Check {
    /// The fields that every chunk needs.
    package static let streamChunkShape = Check(
        id: "stream.chunk-shape", title: "Every chunk has the fields that clients read, in their types",
        requirement: "STREAM-001",
        rationale: "Typed clients read id, object, created, model and choices of every chunk, and index, delta and "
            + "finish_reason of every choice; a null in place of an object or list crashes them, and the Go and "
            + "Java clients raise on an `error` key even when it is null.",
        passing: [
            Example("complete chunks", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: fields of the gateway's own",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.text("Hi").replacing("\"choices\"", with: "\"provider\":\"x\",\"choices\""))),
        ],
        failing: [
            Example(
                "choices is null",
                .stream(
                    Sample.text("Hi"), received: Sample.text("Hi").replacing("\"choices\":[]", with: "\"choices\":null")
                )),
            Example(
                "created is missing",
                .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing("\"created\":1700000001,", with: ""))),
            Example(
                "another object name",
                .stream(
                    Sample.text("Hi"), received: Sample.text("Hi").replacing("completion.chunk", with: "completion"))),
            Example(
                "delta is null",
                .stream(
                    Sample.text("Hi"), received: Sample.text("Hi").replacing("\"delta\":{}", with: "\"delta\":null"))),
            Example(
                "error is null",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.text("Hi").replacing("\"choices\"", with: "\"error\":null,\"choices\""))),
        ],
        each: { $0.introduced(ChunkShapeRule.violations) })
}

private enum ChunkShapeRule {
    static func violations(_ answer: Answer) -> [Finding] {
        answer.goodChunks.flatMap(violations(of:))
    }

    private static func violations(of chunk: Chunk) -> [Finding] {
        let json = chunk.json
        var findings: [Finding] = []
        func demand(_ met: Bool, _ rule: String, _ name: String) {
            if !met { findings.append(.malformed(chunk.place, rule, show(json[name]))) }
        }
        demand(json["id"]?.stringValue?.isEmpty == false, "id is a non-empty string", "id")
        demand(json["object"]?.stringValue == "chat.completion.chunk", "object is `chat.completion.chunk`", "object")
        demand(json["created"]?.intValue != nil, "created is an integer", "created")
        demand(json["model"]?.stringValue?.isEmpty == false, "model is a non-empty string", "model")
        demand(json["choices"]?.elements != nil, "choices is a list", "choices")
        demand(json["error"] == nil, "no `error` key on a chunk", "error")
        return findings + chunk.choices.flatMap { violations(of: $0, at: chunk.place) }
    }

    private static func violations(of choice: JSON, at place: String) -> [Finding] {
        var findings: [Finding] = []
        if choice["index"]?.intValue == nil {
            findings.append(.malformed(place, "choice index is an integer", show(choice["index"])))
        }
        if choice["delta"]?.members == nil {
            findings.append(.malformed(place, "delta is an object", show(choice["delta"])))
        }
        let finish = choice["finish_reason"]
        if let finish, !finish.isNull, finish.stringValue == nil {
            findings.append(.malformed(place, "finish_reason is null or a string", show(finish)))
        }
        if finish == nil {
            findings.append(.malformed(place, "finish_reason is present", "absent"))
        }
        return findings
    }

    private static func show(_ value: JSON?) -> String { value?.text ?? "absent" }
}
