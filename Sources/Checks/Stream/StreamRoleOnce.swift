internal import Wire

extension Check {
    /// The role of each choice.
    package static let streamRoleOnce = Check(
        id: "stream.role-once", title: "The role comes in the first chunk of each choice, and only there",
        requirement: "STREAM-007",
        rationale: "Accumulators join repeated strings (`assistantassistant`), and the Node helper raises when the "
            + "first chunk has no role.",
        passing: [
            Example("as sent", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "allowed: the role chunk is merged with the first content",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.chunk("{\"role\":\"assistant\",\"content\":\"Hi\"}") + Sample.finish()
                        + Sample.bare() + Sample.done)),
        ],
        failing: [
            Example(
                "on every chunk",
                .stream(
                    Sample.text("Hi"),
                    received: Sample.text("Hi").replacing(
                        "\"delta\":{\"content", with: "\"delta\":{\"role\":\"assistant\",\"content"))),
            Example(
                "lost",
                .stream(
                    Sample.text("Hi"), received: Sample.text("Hi").replacing("\"role\":\"assistant\",", with: ""))),
        ],
        each: { $0.introduced(RoleRule.violations) })
}

private enum RoleRule {
    static func violations(_ answer: Answer) -> [Finding] {
        var seen: Set<Int> = []
        var findings: [Finding] = []
        for chunk in answer.goodChunks {
            for choice in chunk.choices {
                let index = choice["index"]?.intValue ?? 0
                let role = choice["delta"]?["role"]?.stringValue ?? ""
                let isFirst = seen.insert(index).inserted
                if isFirst, role.isEmpty {
                    findings.append(
                        .malformed(
                            "\(chunk.place), choice \(index)", "a role in the first chunk of a choice", "no role"))
                } else if !isFirst, !role.isEmpty {
                    findings.append(
                        .malformed("\(chunk.place), choice \(index)", "no role in later chunks of a choice", role))
                }
            }
        }
        return findings
    }
}
