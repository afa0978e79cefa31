internal import Wire

extension Check {
    /// Delta fields that the standard does not know.
    package static let streamExtensionsKept = Check(
        id: "stream.extensions-kept", title: "Delta fields beside the standard's keep name, order and text",
        requirement: "STREAM-022",
        rationale:
            "Reasoning text, annotations, audio and vendor fields travel as further delta members; dropped or folded "
            + "into content, the client shows silence or thoughts as the answer.",
        parameters: ["names": "The delta fields to judge, such as [reasoning_content]; all when absent."],
        passing: [
            Example("as sent", .stream(reasoning("a", "b"), received: reasoning("a", "b"))),
            Example("allowed: fewer, larger chunks", .stream(reasoning("a", "b"), received: reasoning("ab"))),
        ],
        failing: [
            Example("dropped", .stream(reasoning("a", "b"), received: Sample.text("Hi"))),
            Example(
                "renamed",
                .stream(reasoning("a"), received: reasoning("a").replacing("reasoning_content", with: "thinking"))),
            Example("cut", .stream(reasoning("a", "b"), received: reasoning("a"))),
        ],
        each: { round in
            let names = round.names("names")
            return round.streams { sent, received in
                let copies = received.chat.value.fold.choices
                return sent.chat.value.fold.choices.sorted { $0.key < $1.key }.flatMap { index, choice in
                    ExtensionComparison.findings(
                        choice.extensions, copies[index]?.extensions ?? [], names: names, at: "choice \(index)")
                }
            }
        })

    private static func reasoning(_ parts: String...) -> String {
        Sample.role() + parts.map { Sample.chunk("{\"reasoning_content\":\"\($0)\"}") }.joined()
            + Sample.content("Hi") + Sample.finish() + Sample.bare() + Sample.done
    }
}

/// Named values that must all be there on the other side.
enum ExtensionComparison {
    static func findings(
        _ sent: [(name: String, value: JSON)], _ received: [(name: String, value: JSON)], names: [String],
        at place: String
    ) -> [Finding] {
        sent.filter { names.isEmpty ? $0.name != "obfuscation" : names.contains($0.name) }.flatMap { name, value in
            guard let copy = received.first(where: { $0.name == name })?.value else {
                guard !value.isNull else { return [Finding]() }
                return [
                    Finding(.lost, at: "\(place) \(name)", expected: Excerpt.of(value.text), actual: "absent")
                ]
            }
            return JSONEvidence.findings(value, copy, at: "\(place) \(name)")
        }
    }
}
