internal import Wire

extension Check {
    /// Top-level fields beside the required ones.
    package static let streamTopFieldsKept = Check(
        id: "stream.top-fields-kept", title: "Top-level fields stay on every chunk that had them",
        requirement: "STREAM-021",
        rationale:
            "service_tier says what is billed and system_fingerprint which backend answered; clients keep the last "
            + "value that they see.",
        parameters: ["names": "The fields to judge; service_tier and system_fingerprint when absent."],
        passing: [
            Example("as sent", .stream(tiered("flex"), received: tiered("flex"))),
            Example(
                "allowed: a usage chunk that the gateway adds has none",
                .stream(
                    tiered("flex").replacing(usage, with: ""),
                    received: tiered("flex").replacing(usage, with: Sample.bare()))),
            Example("allowed: further fields", .stream(tiered("flex"), received: tiered("flex\",\"provider\":\"x"))),
        ],
        failing: [
            Example("dropped", .stream(tiered("flex"), received: Sample.text("Hi"))),
            Example("changed", .stream(tiered("flex"), received: tiered("default"))),
            Example("only on the first chunk", .stream(tiered("flex"), received: firstOnly)),
        ],
        each: { round in
            let names = round.names("names")
            return round.streams { sent, received in
                (names.isEmpty ? ["service_tier", "system_fingerprint"] : names).flatMap {
                    TopField.findings($0, sent.goodChunks, received.goodChunks)
                }
            }
        })

    private static func tiered(_ tier: String) -> String {
        Sample.text("Hi").replacing("\"choices\"", with: "\"service_tier\":\"\(tier)\",\"choices\"")
    }

    private static let usage = Sample.bare().replacing(
        "\"choices\"", with: "\"service_tier\":\"flex\",\"choices\"")

    private static let firstOnly =
        Sample.role().replacing("\"choices\"", with: "\"service_tier\":\"flex\",\"choices\"") + Sample.content("Hi")
        + Sample.finish() + Sample.bare() + Sample.done
}

private enum TopField {
    static func findings(_ name: String, _ sent: [Chunk], _ received: [Chunk]) -> [Finding] {
        let before = values(name, sent)
        guard !before.isEmpty else { return [] }
        let after = values(name, received)
        for value in before where !after.contains(where: { $0.value == value.value }) {
            let other = after.first.map { Excerpt.of($0.value.text) }
            return [
                Finding(
                    other == nil ? .lost : .altered, at: name, expected: Excerpt.of(value.value.text),
                    actual: other ?? "absent")
            ]
        }
        // How chunks map onto each other is unknown after re-segmentation, so only "on all" is demanded.
        let own = sent.allSatisfy { $0.usage == nil } ? received.filter { $0.usage != nil }.map(\.event) : []
        guard before.count == sent.count,
            let gap = received.first(where: { $0.json[name] == nil && !own.contains($0.event) })
        else { return [] }
        return [Finding(.lost, at: "\(gap.place) \(name)", expected: "on every chunk", actual: "absent")]
    }

    private static func values(_ name: String, _ chunks: [Chunk]) -> [(chunk: Chunk, value: JSON)] {
        chunks.compactMap { chunk in
            guard let value = chunk.json[name], !value.isNull else { return nil }
            return (chunk, value)
        }
    }
}
