internal import Wire

extension Check {
    /// The object that holds the fragments.
    package static let toolsFunctionKept = Check(
        id: "tools.function-kept", title: "Every function delta keeps its `function` object", requirement: "TOOL-005",
        rationale:
            "The Java client raises and the Python accumulator fails an assertion when a delta of a function call "
            + "has no function object.",
        passing: [Example("as sent", .stream(Sample.tools, received: Sample.tools))],
        failing: [
            Example(
                "an empty fragment without its object",
                .stream(
                    Sample.tools,
                    received: Sample.tools.replacing(
                        "{\"index\":1,\"function\":{\"arguments\":\"{}\"}}", with: "{\"index\":1}")))
        ],
        each: { $0.introduced(FunctionRule.violations) })
}

private enum FunctionRule {
    static func violations(_ answer: Answer) -> [Finding] {
        var custom: Set<[Int]> = []
        return answer.toolDeltas.compactMap { delta in
            let slot = [delta.choice, delta.index ?? 0]
            if delta.call["type"]?.stringValue == "custom" { custom.insert(slot) }
            guard !custom.contains(slot), delta.call["function"]?.members == nil else { return nil }
            return .malformed(
                "\(delta.place), tool call \(delta.index ?? 0)", "a function object in every delta of a function call",
                delta.call.text)
        }
    }
}
