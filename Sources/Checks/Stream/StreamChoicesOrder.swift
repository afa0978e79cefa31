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
            Example(
                "a choice whose text is lost stands where it stood: that is another check's matter",
                .stream(three([0, 1, 2, 1, 0]), received: three([0, 1, 2, 1, 0]).replacing(two, with: silent))),
            Example("one choice", .stream(Sample.text("a", "b"), received: Sample.text("ab"))),
        ],
        failing: [
            Example("sorted by choice", .stream(three([0, 1, 2, 1, 0]), received: three([0, 0, 1, 1, 2]))),
            Example("a choice is lost", .stream(three([0, 1, 2]), received: three([0, 1]))),
            Example(
                "sorted, and the text of a choice is lost",
                .stream(three([0, 1, 2, 1, 0]), received: three([0, 0, 1, 1, 2]).replacing(two, with: silent))),
            Example("all on index 0", .stream(three([0, 1, 2]), received: three([0, 0, 0]))),
        ],
        each: { round in
            round.streams { sent, received in
                let before = ChoiceOrder.runs(sent.goodChunks)
                let after = ChoiceOrder.runs(received.goodChunks)
                let here = ChoiceOrder.present(received.goodChunks)
                let missing = Set(before).subtracting(here).sorted().map {
                    Finding(.lost, at: "choice \($0)", expected: "deltas of this choice", actual: "none")
                }
                let heard = ChoiceOrder.joined(before.filter(after.contains))
                guard missing.isEmpty, heard != after else { return missing }
                let pair = Excerpt.pair(ChoiceOrder.text(heard), ChoiceOrder.text(after))
                return [Finding(.reordered, at: "choices", expected: pair.expected, actual: pair.actual)]
            }
        })

    private static let two = Sample.content("x", index: 2)
    private static let silent = Sample.chunk("{}", index: 2)

    private static func three(_ order: [Int]) -> String {
        order.map { Sample.content("x", index: $0) }.joined()
            + Set(order).sorted().map { Sample.finish(index: $0) }.joined()
            + Sample.done
    }
}

private enum ChoiceOrder {
    /// The choices that speak, one after another; a run of deltas of one choice counts once, so that merging is free.
    static func runs(_ chunks: [Chunk]) -> [Int] {
        joined(chunks.flatMap(\.choices).filter(says).map(index))
    }

    /// Every choice that came at all, speaking or not.
    static func present(_ chunks: [Chunk]) -> Set<Int> {
        Set(chunks.flatMap(\.choices).map(index))
    }

    static func joined(_ indexes: [Int]) -> [Int] {
        indexes.reduce(into: []) { runs, index in
            if runs.last != index { runs.append(index) }
        }
    }

    private static func index(_ choice: JSON) -> Int { choice["index"]?.intValue ?? 0 }

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
