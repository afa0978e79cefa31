internal import Wire

extension Check {
    /// The delta that opens a tool call.
    package static let toolsFirstDelta = Check(
        id: "tools.first-delta", title: "The first delta of a tool call has its id, type and name",
        requirement: "TOOL-003",
        rationale:
            "The Java client reads them from the first delta only, others raise when the type is missing; a call "
            + "without an id cannot be answered.",
        passing: [
            Example("as sent", .stream(Sample.tools, received: Sample.tools)),
            Example(
                "allowed: other ids", .stream(Sample.tools, received: Sample.tools.replacing("call_A", with: "gw_1"))),
        ],
        failing: [
            Example(
                "no id", .stream(Sample.tools, received: Sample.tools.replacing("\"id\":\"call_A\",", with: ""))),
            Example(
                "no type",
                .stream(Sample.tools, received: Sample.tools.replacing("\"type\":\"function\",", with: ""))),
            Example(
                "an empty name",
                .stream(Sample.tools, received: Sample.tools.replacing("\"name\":\"f\"", with: "\"name\":\"\""))),
        ],
        each: { $0.introduced(FirstDeltaRule.violations) })
}

private enum FirstDeltaRule {
    static func violations(_ answer: Answer) -> [Finding] {
        answer.toolDeltas.filter(\.opens).flatMap { delta in
            [
                rule(delta, "id", delta.call["id"]), rule(delta, "type", delta.call["type"]),
                rule(delta, "name", delta.target?["name"]),
            ].compactMap(\.self)
        }
    }

    private static func rule(_ delta: ToolDelta, _ name: String, _ value: JSON?) -> Finding? {
        guard value?.stringValue?.isEmpty != false else { return nil }
        return .malformed(
            "\(delta.place), tool call \(delta.index.map(String.init) ?? "without index")",
            "a non-empty \(name) in the first delta", value?.text ?? "absent")
    }
}
