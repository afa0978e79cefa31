internal import Wire

extension Check {
    /// Lists that the gateway adds inside a delta.
    package static let streamDeltaListsIndexed = Check(
        id: "stream.delta-lists-indexed", title: "Objects in lists inside a delta have an integer index",
        requirement: "STREAM-024",
        rationale: "The Python accumulator merges list items by their index, and raises on an item that has none.",
        passing: [
            Example("no lists", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: a list of the provider's own",
                .stream(noted("\"url\":\"u\""), received: noted("\"url\":\"u\""))),
            Example("an indexed list", .stream(Sample.text("Hi"), received: noted("\"index\":0"))),
        ],
        failing: [
            Example("a list without indexes is added", .stream(Sample.text("Hi"), received: noted("\"url\":\"u\"")))
        ],
        each: { $0.introduced(DeltaLists.violations) })

    private static func noted(_ item: String) -> String {
        Sample.role() + Sample.chunk("{\"content\":\"Hi\",\"annotations\":[{\(item)}]}") + Sample.finish()
            + Sample.bare()
            + Sample.done
    }
}

private enum DeltaLists {
    static func violations(_ answer: Answer) -> [Finding] {
        answer.goodChunks.flatMap { chunk in
            chunk.choices.flatMap { $0["delta"]?.members ?? [] }.compactMap { member in
                let items = member.value.elements ?? []
                guard let bad = items.first(where: { $0.members != nil && $0["index"]?.intValue == nil }) else {
                    return nil
                }
                return .malformed(
                    chunk.place, "items of delta.\(member.key.string) have an integer index", bad.text)
            }
        }
    }
}
