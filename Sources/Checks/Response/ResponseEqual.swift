internal import Wire

extension Check {
    /// JSON answers: what every client reads.
    package static let responseEqual = Check(
        id: "response.equal", title: "The choices and token counts of a JSON answer arrive unchanged",
        requirement: "RESP-005",
        rationale:
            "Text, tool calls, refusals and finish reasons are the answer; a null content that turns into an empty "
            + "string, a lost second choice or a rounded number changes what the client acts on.",
        parameters: [
            "paths": "Only these places, such as [$.choices[*].message.audio]; the standard core when absent.",
            "ignore": "Places that are not judged.",
            "present": "true where what is missing altogether is the matter of another case.",
        ],
        passing: [
            Example("as sent", .json(Sample.completion(), received: Sample.completion())),
            Example(
                "allowed: own id, model, order and additions",
                .json(
                    Sample.completion(),
                    received: Sample.completion(extra: "\"provider\":\"x\",").replacing("chatcmpl-1", with: "gw-1")
                        .replacing("gp-primary", with: "alias"))),
            Example(
                "allowed: an optional null is left out",
                .json(Sample.completion(), received: Sample.completion().replacing(",\"refusal\":null", with: ""))),
            Example(
                "allowed: a decimal keeps its binary64, and an absent member where only present ones are judged",
                .json(
                    Sample.completion(extra: "\"x_a\":0.1234567890123456789,\"x_b\":1,"),
                    received: Sample.completion(extra: "\"x_a\":0.12345678901234568,")
                ) { $0.parameters = "{\"paths\":[\"$.x_a\",\"$.x_b\"],\"present\":true}" }),
            Example("allowed: leading white space", .json("\n\n" + Sample.completion(), received: Sample.completion())),
        ],
        failing: [
            Example(
                "a large integer is rounded",
                .json(
                    Sample.completion(extra: "\"x_a\":9007199254740993,"),
                    received: Sample.completion(extra: "\"x_a\":9007199254740992,")
                ) { $0.parameters = "{\"paths\":[\"$.x_a\"],\"present\":true}" }),
            Example(
                "text changed",
                .json(Sample.completion(), received: Sample.completion().replacing("\"Hi\"", with: "\"Ho\""))),
            Example(
                "null content became empty",
                .json(
                    Sample.completion(message: "{\"role\":\"assistant\",\"content\":null}"),
                    received: Sample.completion(message: "{\"role\":\"assistant\",\"content\":\"\"}"))),
            Example(
                "null content is gone",
                .json(
                    Sample.completion(message: "{\"role\":\"assistant\",\"content\":null}"),
                    received: Sample.completion(message: "{\"role\":\"assistant\"}"))),
            Example(
                "a refusal was invented",
                .json(
                    Sample.completion(),
                    received: Sample.completion().replacing("\"refusal\":null", with: "\"refusal\":\"no\""))),
            Example("refused", .answer(.json(Sample.completion()), received: .error(500))),
        ],
        each: { round in
            round.documents { sent, received in
                ResponseCore(round: round).findings(sent, received)
            }
        })
}

/// The part of a chat completion that every client reads.
struct ResponseCore {
    let round: Round

    private static let core: [PathPattern] =
        ["index", "finish_reason"].map { PathPattern("$.choices[*].\($0)") }
        + ["role", "content", "refusal", "tool_calls", "function_call"].map {
            PathPattern("$.choices[*].message.\($0)")
        }
        + ["prompt_tokens", "completion_tokens", "total_tokens"].map { PathPattern("$.usage.\($0)") }

    /// Members whose absence clients do not take for null.
    private static let required: Set<String> = ["content", "finish_reason", "index", "role"]

    func findings(_ sent: JSON, _ received: JSON) -> [Finding] {
        let named = round.names("paths").map(PathPattern.init)
        let ignored = round.names("ignore").map(PathPattern.init)
        let judged = named.isEmpty ? Self.core : named
        let onlyPresent = round.parameters["present"]?.boolValue == true
        return JSONDifference.compare(sent, received).filter { difference in
            judged.contains { $0.covers(difference.path) || $0.isBelow(difference.path) }
                && !ignored.contains { $0.covers(difference.path) } && !isAllowed(difference)
                && !(onlyPresent && difference.kind == .lost)
        }.map { JSONEvidence.finding($0) }
    }

    /// §8: absent and null are alike where a field is optional, and additions are free outside the core.
    private func isAllowed(_ difference: JSONDifference) -> Bool {
        if ["$.id", "$.model", "$.created"].contains(difference.path), difference.kind == .altered { return true }
        if difference.isSameDouble { return true }
        let isOptional = !Self.required.contains(difference.lastStep)
        switch difference.kind {
        case .lost: return isOptional && difference.sent?.isNull == true
        case .invented where difference.isAddedMember:
            let isEmpty = difference.received.map { $0.isNull || $0.stringValue == "" || $0.elements?.isEmpty == true }
            return isEmpty == true || !Self.core.contains { $0 == PathPattern(Self.generic(difference.path)) }
        default: return false
        }
    }

    /// The path with every index replaced by a wildcard.
    private static func generic(_ path: String) -> String {
        "$" + PathPattern.steps(of: path).map { Int($0) == nil ? ".\($0)" : "[*]" }.joined()
    }
}
