internal import Wire

extension Check {
    /// The fields that a chat completion needs.
    package static let responseShape = Check(
        id: "response.shape", title: "A JSON answer has id, object, created, model and complete choices",
        requirement: "RESP-001",
        rationale: "Typed clients fail on, or silently return empty objects for, an answer without these fields.",
        passing: [
            Example("complete", .json(Sample.completion(), received: Sample.completion())),
            Example(
                "allowed: the provider's own gap is relayed", .json("{\"choices\":[]}", received: "{\"choices\":[]}")),
        ],
        failing: [
            Example(
                "no object",
                .json(
                    Sample.completion(),
                    received: Sample.completion().replacing("\"object\":\"chat.completion\",", with: ""))),
            Example("wrapped", .json(Sample.completion(), received: "{\"data\":\(Sample.completion())}")),
        ],
        each: { round in
            round.documents { sent, received in
                let excused = Set(CompletionShape.violations(sent).map(\.expected))
                return CompletionShape.violations(received).filter { !excused.contains($0.expected) }
            }
        })
}

private enum CompletionShape {
    static func violations(_ json: JSON) -> [Finding] {
        var findings: [Finding] = []
        func demand(_ met: Bool, _ path: String, _ rule: String, _ value: JSON?) {
            if !met { findings.append(.malformed(path, "\(rule) at \(path)", value?.text ?? "absent")) }
        }
        demand(json["id"]?.stringValue?.isEmpty == false, "$.id", "a non-empty string", json["id"])
        demand(json["object"]?.stringValue == "chat.completion", "$.object", "`chat.completion`", json["object"])
        demand(json["created"]?.intValue != nil, "$.created", "an integer", json["created"])
        demand(json["model"]?.stringValue?.isEmpty == false, "$.model", "a non-empty string", json["model"])
        demand(json["choices"]?.elements?.isEmpty == false, "$.choices", "a list with a choice", json["choices"])
        for choice in json["choices"]?.elements ?? [] {
            demand(choice["index"]?.intValue != nil, "$.choices[*].index", "an integer", choice["index"])
            demand(choice["message"]?.members != nil, "$.choices[*].message", "an object", choice["message"])
            demand(choice["finish_reason"] != nil, "$.choices[*].finish_reason", "a value", choice["finish_reason"])
        }
        return findings
    }
}
