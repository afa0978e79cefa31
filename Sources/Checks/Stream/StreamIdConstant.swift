internal import Wire

extension Check {
    /// One id for a stream.
    package static let streamIdConstant = Check(
        id: "stream.id-constant", title: "One id holds for the whole stream", requirement: "STREAM-003",
        rationale: "The Go accumulator drops every chunk whose id is not that of the first, without an error.",
        passing: [
            Example("the provider's id", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: an id of the gateway's own, throughout",
                .stream(Sample.text("Hi"), received: Sample.text("Hi").replacing("chatcmpl-1", with: "gw-1"))),
        ],
        failing: [
            Example(
                "the usage chunk has another id",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.role() + Sample.content("Hi") + Sample.finish()
                        + Sample.bare().replacing("chatcmpl-1", with: "gw-2") + Sample.done))
        ],
        each: { $0.introduced { Constant.violations(in: $0, of: "id") } })
}

/// A top-level field that must not change within a stream.
enum Constant {
    static func violations(in answer: Answer, of name: String) -> [Finding] {
        let values = answer.goodChunks.compactMap { chunk in chunk.json[name].map { (chunk, $0) } }
        guard let first = values.first else { return [] }
        return values.first { $0.1 != first.1 }.map { chunk, value in
            [
                .malformed(
                    chunk.place, "\(name) is the same on every chunk", "first \(first.1.text), then \(value.text)")
            ]
        } ?? []
    }
}
