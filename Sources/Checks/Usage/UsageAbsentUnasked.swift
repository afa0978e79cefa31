internal import Wire

extension Check {
    /// Usage that nobody asked for.
    package static let usageAbsentUnasked = Check(
        id: "usage.absent-unasked", title: "A client that did not ask for usage gets no usage chunk",
        requirement: "USAGE-003",
        rationale: "Simple clients read `choices[0]` of every chunk and fail on the usage chunk; a gateway may ask the "
            + "provider for usage, but must then keep it to itself.",
        passing: [
            Example("none", .stream(Sample.text("Hi"), received: Sample.text("Hi", usage: false), unasked)),
            Example(
                "allowed: the provider sends it without being asked, and it is relayed",
                .stream(Sample.text("Hi"), received: Sample.text("Hi"), unasked)),
            Example("asked for", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        failing: [
            Example(
                "the gateway asked, and lets it through",
                .stream(Sample.text("Hi"), received: Sample.text("Hi")) {
                    unasked(&$0)
                    $0.arrived = Sample.request
                }),
            Example(
                "the gateway made it up",
                .stream(Sample.text("Hi", usage: false), received: Sample.text("Hi"), unasked)),
        ],
        each: { round in
            guard !round.asksForUsage else { return [] }
            return round.streams { sent, received in
                guard let chunk = received.goodChunks.first(where: { $0.usage != nil }) else { return [] }
                let asked = round.arrived.contains { $0.value?["stream_options"]?["include_usage"]?.boolValue == true }
                guard asked || !sent.goodChunks.contains(where: { $0.usage != nil }) else { return [] }
                return [
                    Finding(
                        .invented, at: chunk.place, expected: "no usage: the client did not ask",
                        actual: Excerpt.of(chunk.usage?.text ?? ""))
                ]
            }
        })

    private static func unasked(_ setting: inout Setting) {
        setting.request = Sample.request.replacing("\"stream_options\":{\"include_usage\":true},", with: "")
    }
}
