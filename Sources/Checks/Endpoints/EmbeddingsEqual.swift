internal import Wire

extension Check {
    /// The vectors.
    package static let embeddingsEqual = Check(
        id: "embeddings.equal", title: "Vectors arrive bit-equal, in order and under their index",
        requirement: "EP-003",
        rationale:
            "Vectors are compared with millions of stored ones; a rounded number or a swapped index corrupts the store "
            + "without any error.",
        passing: [
            Example("base64", .json(vectors("\"AACAPwAAAMA=\""), received: vectors("\"AACAPwAAAMA=\""))),
            Example(
                "allowed: the same numbers in the other encoding",
                .json(vectors("\"AACAPwAAAMA=\""), received: vectors("[1.0,-2]"))),
            Example("allowed: zero without its sign", .json(vectors("[-0.0,1]"), received: vectors("[0,1]"))),
        ],
        failing: [
            Example("a number changed", .json(vectors("[0.1,-2]"), received: vectors("[0.10001,-2]"))),
            Example("swapped", .json(vectors("[1]", "[2]"), received: vectors("[2]", "[1]"))),
            Example("lost", .json(vectors("[1]", "[2]"), received: vectors("[1]"))),
            Example(
                "the bits of a zero changed", .json(vectors("\"AAAAgA==\""), received: vectors("\"AAAAAA==\""))),
            Example("cut", .json(vectors("\"AACAPwAAAMA=\""), received: vectors("\"AACAPw==\""))),
        ],
        each: { round in
            round.documents { sent, received in
                let (before, after) = (Embedding.all(sent), Embedding.all(received))
                guard before.count == after.count else {
                    return [
                        Finding(
                            before.count > after.count ? .lost : .invented, at: "$.data",
                            expected: "\(before.count) vectors",
                            actual: "\(after.count) vectors")
                    ]
                }
                return zip(before, after).enumerated().compactMap {
                    EmbeddingRule.finding($1.0, $1.1, at: "$.data[\($0)]")
                }
            }
        })

    private static func vectors(_ values: String...) -> String {
        let data = values.enumerated().map { "{\"object\":\"embedding\",\"index\":\($0),\"embedding\":\($1)}" }
        return "{\"object\":\"list\",\"data\":[\(data.joined(separator: ","))],\"model\":\"e\"}"
    }
}

private enum EmbeddingRule {
    static func finding(_ sent: Embedding, _ received: Embedding, at path: String) -> Finding? {
        if sent.index != received.index {
            return Finding(
                .altered, at: "\(path).index", expected: sent.index.map(String.init) ?? "none",
                actual: received.index.map(String.init) ?? "none")
        }
        guard let before = sent.floats else { return nil }
        guard let after = received.floats else {
            return .malformed("\(path).embedding", "a vector", received.value?.text ?? "absent")
        }
        // As a list, 0 is the same number as -0.0: a JSON library that drops the sign alters no vector.
        let at = zip(before, after).prefix { $0.bitPattern == $1.bitPattern || (!received.isBase64 && $0 == $1) }
            .reduce(0) { count, _ in count + 1 }
        guard at < max(before.count, after.count) else { return nil }
        return Finding(
            after.count < before.count ? .lost : .altered, at: "\(path).embedding[\(at)]",
            expected: at < before.count ? "\(before[at])" : "\(before.count) numbers",
            actual: at < after.count ? "\(after[at])" : "\(after.count) numbers")
    }
}
