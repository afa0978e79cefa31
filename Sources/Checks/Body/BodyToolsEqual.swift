internal import Wire

extension Check {
    /// The tools that a client offers.
    package static let bodyToolsEqual = Check(
        id: "body.tools-equal", title: "Tools, their schemas and the tool choice reach the provider deep-equal",
        requirement: "TOOL-013",
        rationale:
            "A schema without its `$defs`, a `strict` that got lost or a tool choice turned into `auto` lets the model "
            + "call what it must not; another order of tools defeats prompt caches.",
        passing: [
            Example("as sent", .request(tools(schema), arrived: tools(schema))),
            Example(
                "allowed: keys of the schema in another order",
                .request(tools("\"a\":1,\"b\":{}"), arrived: tools("\"b\":{},\"a\":1"))),
        ],
        failing: [
            Example("definitions are dropped", .request(tools(schema), arrived: tools("\"$ref\":\"#/$defs/x\""))),
            Example("a keyword is added", .request(tools("\"a\":1"), arrived: tools("\"a\":1,\"type\":\"object\""))),
            Example(
                "the choice became auto",
                .request(tools(schema), arrived: tools(schema).replacing("\"none\"", with: "\"auto\""))),
            Example(
                "strict got lost",
                .request(tools(schema), arrived: tools(schema).replacing("\"strict\":false,", with: ""))),
            Example("an empty list became an object", .request("{\"tools\":[]}", arrived: "{\"tools\":{}}")),
        ],
        each: { round in
            BodyComparison(round: round).findings { difference in
                let steps = PathPattern.steps(of: difference.path)
                // A tool choice that the client left open may get its default.
                return ToolFields.names.contains(steps.first ?? "") && !(difference.isAddedMember && steps.count == 1)
            }
        })

    private static let schema = "\"$ref\":\"#/$defs/x\",\"$defs\":{\"x\":{\"type\":\"object\",\"properties\":{}}}"

    private static func tools(_ schema: String) -> String {
        "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":false,\"parameters\":{\(schema)}}}],"
            + "\"tool_choice\":\"none\"}"
    }
}

private enum ToolFields {
    static let names: Set<String> = ["tools", "tool_choice", "parallel_tool_calls", "functions", "function_call"]
}
