internal import Wire

extension Check {
    /// Streams of the Messages API.
    package static let messagesGrammar = Check(
        id: "messages.grammar", title: "A Messages stream keeps its names, its order, its text and its last usage",
        requirement: "EP-010",
        rationale:
            "The client ignores events without a name, builds blocks between start and stop, and takes the last usage, "
            + "which is cumulative: summed up, it bills twice.",
        passing: [
            Example("as sent", .stream(MessagesSample.text("Hi"), received: MessagesSample.text("Hi"))),
            Example(
                "allowed: pings",
                .stream(
                    MessagesSample.text("Hi"),
                    received: "event: ping\ndata: {\"type\":\"ping\"}\n\n" + MessagesSample.text("Hi"))),
            Example("an error event ends it", .stream(MessagesSample.failed, received: MessagesSample.failed)),
        ],
        failing: [
            Example(
                "names are gone",
                .stream(
                    MessagesSample.text("Hi"),
                    received: MessagesSample.text("Hi").replacing("event: content_block_delta\n", with: ""))),
            Example("no stop", .stream(MessagesSample.text("Hi"), received: MessagesSample.text("Hi", stop: false))),
            Example("text is lost", .stream(MessagesSample.text("Hi"), received: MessagesSample.text("H"))),
            Example(
                "usage is summed",
                .stream(MessagesSample.text("Hi"), received: MessagesSample.text("Hi").replacing(":7}", with: ":8}"))),
            Example("the error is gone", .stream(MessagesSample.failed, received: MessagesSample.text("Hi"))),
        ],
        each: { round in
            let broken = round.introduced(MessagesRule.violations)
            guard broken.isEmpty else { return broken }
            return round.streams { sent, received in
                guard sent.finish != .cut, sent.finish != .open else { return [] }
                return MessagesRule.differences(sent.namedEvents, received.namedEvents)
            }
        })
}

private enum MessagesRule {
    static func violations(_ answer: Answer) -> [Finding] {
        let events = answer.namedEvents.filter { $0.type != "ping" }
        var findings: [Finding] = []
        if let event = events.first(where: { $0.name != $0.type }) {
            findings.append(
                .malformed(
                    event.place, "an event name that equals data.type", "\(event.name ?? "no name") for \(event.type)"))
        }
        if let first = events.first, first.type != "message_start", first.type != "error" {
            findings.append(.malformed(first.place, "message_start first", first.type))
        }
        let broke = answer.finish == .cut || answer.finish == .open || events.last?.type == "error"
        if !broke, events.last?.type != "message_stop" {
            findings.append(.malformed("end of the stream", "message_stop last", events.last?.type ?? "no event"))
        }
        return findings + blocks(events)
    }

    private static func blocks(_ events: [NamedEvent]) -> [Finding] {
        var open: Set<Int> = []
        for event in events where event.type.hasPrefix("content_block_") {
            let index = event.json["index"]?.intValue ?? -1
            let isStart = event.type == "content_block_start"
            guard isStart != open.contains(index) else {
                return [
                    .malformed(
                        event.place, "deltas between the start and the stop of their block",
                        "\(event.type) for block \(index)")
                ]
            }
            if isStart { open.insert(index) }
            if event.type == "content_block_stop" { open.remove(index) }
        }
        return []
    }

    static func differences(_ sent: [NamedEvent], _ received: [NamedEvent]) -> [Finding] {
        if sent.contains(where: { $0.type == "error" }), !received.contains(where: { $0.type == "error" }) {
            return [
                Finding(
                    .hiddenFailure, at: "end of the stream", expected: "the error event",
                    actual: received.last?.type ?? "no event")
            ]
        }
        let (before, after) = (texts(sent), texts(received))
        let text = before.sorted { $0.key < $1.key }.compactMap {
            TextEvidence.finding(at: "block \($0.key)", sent: $0.value, received: after[$0.key] ?? "")
        }
        let (usage, got) = (outputTokens(sent), outputTokens(received))
        guard let usage, usage != got else { return text }
        return text + [
            Finding(
                got == nil ? .lost : .altered, at: "usage.output_tokens", expected: "\(usage)",
                actual: got.map(String.init) ?? "absent")
        ]
    }

    private static func texts(_ events: [NamedEvent]) -> [Int: String] {
        var texts: [Int: String] = [:]
        for event in events where event.type == "content_block_delta" {
            let delta = event.json["delta"]
            let text = ["text", "partial_json", "thinking"].compactMap { delta?[$0]?.stringValue }.joined()
            texts[event.json["index"]?.intValue ?? -1, default: ""] += text
        }
        return texts
    }

    private static func outputTokens(_ events: [NamedEvent]) -> Int? {
        events.last { $0.type == "message_delta" }?.json["usage"]?["output_tokens"]?.intValue
    }
}

/// A short Messages stream.
private enum MessagesSample {
    static func text(_ text: String, stop: Bool = true) -> String {
        event("message_start", "\"message\":{\"id\":\"msg_1\",\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}")
            + block(text)
            + event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}")
            + (stop ? event("message_stop", "\"x\":0") : "")
    }

    static let failed =
        event("message_start", "\"message\":{\"id\":\"msg_1\"}")
        + event("error", "\"error\":{\"type\":\"overloaded_error\"}")

    private static func block(_ text: String) -> String {
        event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\"}")
            + event("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"\(text)\"}")
            + event("content_block_stop", "\"index\":0")
    }

    private static func event(_ type: String, _ rest: String) -> String {
        "event: \(type)\ndata: {\"type\":\"\(type)\",\(rest)}\n\n"
    }
}
