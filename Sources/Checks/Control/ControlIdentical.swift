internal import Wire

extension Check {
    /// The harness judges itself first.
    package static let controlIdentical = Check(
        id: "control.identical", title: "Without a gateway the client gets the bytes that the provider sent",
        requirement: "CONTROL-001",
        rationale:
            "What client and provider do to each other without a gateway must never be blamed on one; a difference "
            + "here is an error of the harness, not a verdict.",
        passing: [
            Example("identical", .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "cut by the script: everything that arrived is the beginning of what was sent",
                .stream(Sample.text("Hi"), received: Sample.role(), sentEnding: .reset, ending: .reset)),
            Example("elsewhere it judges nothing", .stream(Sample.text("Hi"), received: Sample.text("Ho"), outside)),
        ],
        failing: [
            Example("a byte differs", .stream(Sample.text("Hi"), received: Sample.text("Ho"))),
            Example("bytes are missing", .stream(Sample.text("Hi"), received: Sample.role())),
            Example(
                "another status", .answer(.error(429), received: .error(500))),
        ],
        each: { round in
            guard round.context.control, round.attempts.count == 1, let provided = round.provided else { return [] }
            let headers = provided.head.map { head in
                head.status == round.received.status
                    ? []
                    : [Finding(.altered, at: "status", expected: "\(head.status)", actual: "\(round.received.status)")]
            }
            return (headers ?? []) + SameBytes.findings(provided, round.received)
        })

    private static func outside(_ setting: inout Setting) { setting.isControl = false }
}

private enum SameBytes {
    static func findings(_ sent: Answer, _ received: Answer) -> [Finding] {
        let (before, after) = (sent.payload, received.payload)
        let mayBeShort = sent.finish == .cut || sent.finish == .open || received.finish == .open
        if before == after || mayBeShort && before.starts(with: after) { return [] }
        let at = zip(before, after).prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 }
        return [
            Finding(
                .altered, at: "byte \(at)", expected: near(before, at), actual: near(after, at))
        ]
    }

    private static func near(_ bytes: [UInt8], _ at: Int) -> String {
        "\(bytes.count) bytes, here: " + Excerpt.of(Array(bytes[min(at, bytes.count)..<min(at + 60, bytes.count)]))
    }
}
