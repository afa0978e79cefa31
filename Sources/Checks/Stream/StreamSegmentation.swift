internal import Wire

extension Check {
    /// Whether chunks arrive as they were cut.
    package static let streamSegmentation = Check(
        id: "stream.segmentation", title: "Chunks are neither merged nor split", requirement: "STREAM-029",
        rationale:
            "Merging and splitting is harmless to the text; it tells how a gateway works and explains its pacing.",
        passing: [
            Example("chunk by chunk", .stream(Sample.text("a", "b"), received: Sample.text("a", "b")))
        ],
        failing: [
            Example("merged", .stream(Sample.text("a", "b"), received: Sample.text("ab"))),
            Example("split", .stream(Sample.text("ab"), received: Sample.text("a", "b"))),
        ],
        each: { round in
            round.streams { sent, received in
                let counts = (sent.parsed.value.count, received.parsed.value.count)
                guard counts.0 != counts.1 else { return [] }
                return [
                    Finding(
                        .altered, at: "stream", expected: "\(counts.0) chunks, as the provider sent",
                        actual: "\(counts.1) chunks")
                ]
            }
        })
}
