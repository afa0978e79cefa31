internal import Wire

extension Check {
    /// Several choices in one stream.
    package static let streamChoicesOrder = Check(
        id: "stream.choices-order", title: "All choices arrive, and their deltas in the provider's order",
        requirement: "STREAM-016",
        rationale:
            "Accumulators make room for choices in order: a first chunk for index 1, or every delta forced to index "
            + "0, raises or mixes the answers.",
        passing: [
            Example("as sent", .stream(three([0, 1, 2, 1, 0]), received: three([0, 1, 2, 1, 0]))),
            Example("one choice", .stream(Sample.text("a", "b"), received: Sample.text("ab"))),
        ],
        failing: [
            Example("sorted by choice", .stream(three([0, 1, 2, 1, 0]), received: three([0, 0, 1, 1, 2]))),
            Example("all on index 0", .stream(three([0, 1, 2]), received: three([0, 0, 0]))),
        ],
        each: { round in
            round.streams { sent, received in
                let before = ChoiceOrder.runs(sent.goodChunks)
                let after = ChoiceOrder.runs(received.goodChunks)
                let missing = Set(before).subtracting(after).sorted().map {
                    Finding(.lost, at: "choice \($0)", expected: "deltas of this choice", actual: "none")
                }
                guard missing.isEmpty, before != after else { return missing }
                let pair = Excerpt.pair(ChoiceOrder.text(before), ChoiceOrder.text(after))
                return [Finding(.reordered, at: "choices", expected: pair.expected, actual: pair.actual)]
            }
        })

    private static func three(_ order: [Int]) -> String {
        order.map { Sample.content("x", index: $0) }.joined()
            + Set(order).sorted().map { Sample.finish(index: $0) }.joined()
            + Sample.done
    }
}

private enum ChoiceOrder {
    /// The choices that speak, one after another; a run of deltas of one choice counts once, so that merging is free.
    static func runs(_ chunks: [Chunk]) -> [Int] {
        var runs: [Int] = []
        for choice in chunks.flatMap(\.choices) where says(choice) {
            let index = choice["index"]?.intValue ?? 0
            if runs.last != index { runs.append(index) }
        }
        return runs
    }

    /// Only text counts: where roles, finishes and empty deltas stand among other choices hurts nobody.
    private static func says(_ choice: JSON) -> Bool {
        ["content", "refusal", "reasoning_content"].contains {
            choice["delta"]?[$0]?.stringValue?.isEmpty == false
        } || choice["delta"]?["tool_calls"]?.elements?.isEmpty == false
    }

    static func text(_ runs: [Int]) -> String {
        runs.map(String.init).joined(separator: " ")
    }
}
