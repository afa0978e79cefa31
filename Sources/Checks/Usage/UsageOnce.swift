internal import Wire

extension Check {
    /// How many chunks carry usage.
    package static let usageOnce = Check(
        id: "usage.once", title: "Usage is an object on one chunk only", requirement: "USAGE-002",
        rationale:
            "LangChain and the Go accumulator add usage up over chunks, so a repeated object doubles the bill; the "
            + "Java client takes the first such chunk for the last.",
        passing: [
            Example("once", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: the provider repeats it itself",
                .stream(Sample.bare() + Sample.text("Hi"), received: Sample.bare() + Sample.text("Hi"))),
        ],
        failing: [
            Example(
                "on every chunk",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.text("Hi").replacing(
                        "\"choices\":[{", with: "\"usage\":\(Sample.counts),\"choices\":[{")))
        ],
        each: { round in
            round.introduced { answer in
                let chunks = answer.goodChunks.filter { $0.usage != nil }
                guard chunks.count > 1 else { return [] }
                return [.malformed(chunks[1].place, "usage on one chunk", "on \(chunks.count) chunks")]
            }
        })
}
