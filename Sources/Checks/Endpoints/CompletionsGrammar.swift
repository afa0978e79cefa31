internal import Wire

extension Check {
    /// Streams of the older completions API.
    package static let completionsGrammar = Check(
        id: "completions.grammar", title: "A stream of text completions keeps its shape, its text and its end",
        requirement: "EP-005",
        rationale:
            "The older API has text in place of deltas; a gateway that treats it as chat leaves the client with empty "
            + "choices.",
        passing: [
            Example(
                "as sent", .stream(CompletionSample.text("Hi", " you"), received: CompletionSample.text("Hi", " you"))),
            Example(
                "allowed: merged",
                .stream(CompletionSample.text("Hi", " you"), received: CompletionSample.text("Hi you"))),
        ],
        failing: [
            Example(
                "text is lost", .stream(CompletionSample.text("Hi", " you"), received: CompletionSample.text("Hi"))),
            Example("chat chunks", .stream(CompletionSample.text("Hi"), received: Sample.text("Hi"))),
            Example(
                "no end",
                .stream(
                    CompletionSample.text("Hi"), received: CompletionSample.text("Hi").replacing(Sample.done, with: ""))
            ),
        ],
        each: { round in
            let broken = round.introduced { CompletionRule.violations($0) + DoneRule.violations($0) }
            guard broken.isEmpty else { return broken }
            return round.streams { sent, received in
                let after = CompletionRule.texts(received)
                return CompletionRule.texts(sent).sorted { $0.key < $1.key }.compactMap {
                    TextEvidence.finding(at: "choice \($0.key) text", sent: $0.value, received: after[$0.key] ?? [])
                } + CompletionRule.finishes(sent, received)
            }
        })
}

private enum CompletionRule {
    static func violations(_ answer: Answer) -> [Finding] {
        answer.goodChunks.flatMap { chunk in
            var findings: [Finding] = []
            if chunk.json["object"]?.stringValue != "text_completion" {
                findings.append(
                    .malformed(chunk.place, "object is `text_completion`", chunk.json["object"]?.text ?? "absent"))
            }
            if chunk.json["choices"]?.elements == nil {
                findings.append(.malformed(chunk.place, "choices is a list", chunk.json["choices"]?.text ?? "absent"))
            }
            if let choice = chunk.choices.first(where: {
                $0["index"]?.intValue == nil || $0["text"]?.stringValue == nil
            }) {
                findings.append(.malformed(chunk.place, "each choice has an index and a text", choice.text))
            }
            return findings
        }
    }

    static func texts(_ answer: Answer) -> [Int: [UInt16]] {
        var texts: [Int: [UInt16]] = [:]
        for choice in answer.goodChunks.flatMap(\.choices) {
            texts[choice["index"]?.intValue ?? 0, default: []] += choice["text"]?.units ?? []
        }
        return texts
    }

    static func finishes(_ sent: Answer, _ received: Answer) -> [Finding] {
        let (before, after) = (reasons(sent), reasons(received))
        guard before != after else { return [] }
        return [
            Finding(
                .altered, at: "finish_reason", expected: before.joined(separator: ", "),
                actual: after.joined(separator: ", ") + " (all choices)")
        ]
    }

    private static func reasons(_ answer: Answer) -> [String] {
        answer.goodChunks.flatMap(\.choices).compactMap { choice in
            choice["finish_reason"]?.stringValue.map { "\(choice["index"]?.intValue ?? 0): \($0)" }
        }.sorted()
    }
}

private enum CompletionSample {
    static func text(_ parts: String...) -> String {
        parts.map { chunk("\"text\":\"\($0)\",\"finish_reason\":null") }.joined()
            + chunk("\"text\":\"\",\"finish_reason\":\"stop\"")
            + Sample.done
    }

    private static func chunk(_ choice: String) -> String {
        Sample.event(
            "{\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\(choice)}]}"
        )
    }
}
