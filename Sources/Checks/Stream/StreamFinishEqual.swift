internal import Wire

extension Check {
    /// Why each choice ended.
    package static let streamFinishEqual = Check(
        id: "stream.finish-equal", title: "Each choice ends once, for the reason that the provider gave",
        requirement: "STREAM-012",
        rationale:
            "Agents loop on the finish reason: a lost `length` hides a cut answer, a `stop` in place of `tool_calls` "
            + "ends the work, and a reason given twice is joined to `stopstop`.",
        passing: [
            Example("as sent", .stream(ended("length"), received: ended("length"))),
            Example("allowed: an unknown reason is mapped", .stream(ended("weird"), received: ended("content_filter"))),
        ],
        failing: [
            Example("changed", .stream(ended("length"), received: ended("stop"))),
            Example("an unknown reason becomes stop", .stream(ended("weird"), received: ended("stop"))),
            Example(
                "lost",
                .stream(
                    ended("stop"),
                    received: ended("stop").replacing("\"finish_reason\":\"stop\"", with: "\"finish_reason\":null"))),
            Example(
                "twice",
                .stream(
                    ended("stop"),
                    received: Sample.role() + Sample.content("Hi") + Sample.finish() + Sample.finish() + Sample.done)),
        ],
        each: { round in
            round.streams { sent, received in
                let copies = received.chat.value.fold.choices
                let changed = sent.chat.value.fold.choices.sorted { $0.key < $1.key }.flatMap { index, choice in
                    copies[index].map { FinishComparison.findings(choice, $0, "choice \(index)") }
                        ?? [
                            Finding(
                                .lost, at: "choice \(index)", expected: choice.finishReason ?? "the choice",
                                actual: "no such choice")
                        ]
                }
                return changed + FinishCount.findings(sent.goodChunks, received.goodChunks)
            }
        })

    private static func ended(_ reason: String) -> String {
        Sample.role() + Sample.content("Hi") + Sample.finish(reason) + Sample.bare() + Sample.done
    }
}

/// How often each choice finishes.
private enum FinishCount {
    static func findings(_ sent: [Chunk], _ received: [Chunk]) -> [Finding] {
        let before = counts(sent)
        return counts(received).sorted { $0.key < $1.key }.filter { $0.value > max(1, before[$0.key] ?? 0) }.map {
            Finding(
                .duplicated, at: "choice \($0.key) finish_reason", expected: "one finish_reason",
                actual: "\($0.value) of them")
        }
    }

    private static func counts(_ chunks: [Chunk]) -> [Int: Int] {
        var counts: [Int: Int] = [:]
        for choice in chunks.flatMap(\.choices) where choice["finish_reason"]?.stringValue?.isEmpty == false {
            counts[choice["index"]?.intValue ?? 0, default: 0] += 1
        }
        return counts
    }
}
