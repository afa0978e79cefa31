internal import Wire

extension Check {
    /// Streams of the Responses API.
    package static let responsesGrammar = Check(
        id: "responses.grammar", title: "A Responses stream keeps its order, numbers, ids, text and one end",
        requirement: "EP-006",
        rationale:
            "Clients dispatch on the event name, order by sequence_number and wait for one terminal event; a missing or "
            + "empty one loses the answer, and text that differs between deltas and `done` is anyone's guess.",
        passing: [
            Example("as sent", .stream(ResponsesSample.text(), received: ResponsesSample.text())),
            Example(
                "allowed: own ids, and [DONE] at the end",
                .stream(
                    ResponsesSample.text(),
                    received: ResponsesSample.text().replacing("msg_1", with: "gw_1") + Sample.done)),
        ],
        failing: [
            Example(
                "names are gone",
                .stream(
                    ResponsesSample.text(),
                    received: ResponsesSample.text().replacing("event: response.completed\n", with: ""))),
            Example("no end", .stream(ResponsesSample.text(), received: ResponsesSample.text(end: ""))),
            Example(
                "a number twice",
                .stream(
                    ResponsesSample.text(),
                    received: ResponsesSample.text().replacing("\"sequence_number\":2", with: "\"sequence_number\":1"))),
            Example(
                "a delta is lost",
                .stream(
                    ResponsesSample.text(),
                    received: ResponsesSample.text("Hel", "").replacing("\"text\":\"Hel\"", with: "\"text\":\"Hello\""))
            ),
            Example("text is lost", .stream(ResponsesSample.text(), received: ResponsesSample.text("Hel", ""))),
            Example(
                "another item",
                .stream(
                    ResponsesSample.text(),
                    received: ResponsesSample.text().replacing(
                        "\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\"lo\"",
                        with: "\"msg_2\",\"output_index\":0,\"content_index\":0,\"delta\":\"lo\""))),
        ],
        each: { round in
            let broken = round.introduced(ResponsesRule.violations)
            guard broken.isEmpty else { return broken }
            return round.streams { sent, received in
                guard sent.finish != .cut, sent.finish != .open else { return [] }
                let after = ResponsesRule.texts(received, by: \.position)
                return ResponsesRule.texts(sent, by: \.position).sorted { $0.key < $1.key }.compactMap {
                    TextEvidence.finding(at: "output \($0.key)", sent: $0.value, received: after[$0.key] ?? "")
                }
            }
        })
}

private enum ResponsesRule {
    private static let ends: Set<String> = ["response.completed", "response.failed", "response.incomplete", "error"]

    static func violations(_ answer: Answer) -> [Finding] {
        let events = answer.namedEvents
        return names(events) + numbers(events) + end(events, answer) + items(events) + folded(answer, events)
    }

    /// The joined deltas of each part, of text and of arguments alike.
    static func texts(_ answer: Answer, by key: (NamedEvent) -> String) -> [String: String] {
        var texts: [String: String] = [:]
        for event in answer.namedEvents where event.type.hasSuffix(".delta") {
            texts[event.type + " " + key(event), default: ""] += event.json["delta"]?.stringValue ?? ""
        }
        return texts
    }

    private static func names(_ events: [NamedEvent]) -> [Finding] {
        events.first { $0.name != $0.type }.map {
            [.malformed($0.place, "an event name that equals data.type", "\($0.name ?? "no name") for \($0.type)")]
        } ?? []
    }

    private static func numbers(_ events: [NamedEvent]) -> [Finding] {
        var last: Int?
        for event in events {
            guard let number = event.json["sequence_number"]?.intValue, number > last ?? -1 else {
                return [
                    .malformed(
                        event.place, "sequence_number present and rising",
                        "\(event.json["sequence_number"]?.text ?? "absent") after \(last.map(String.init) ?? "none")")
                ]
            }
            last = number
        }
        return []
    }

    private static func end(_ events: [NamedEvent], _ answer: Answer) -> [Finding] {
        if answer.finish == .cut || answer.finish == .open { return [] }
        let count = events.filter { ends.contains($0.type) }.count
        guard count != 1 || !ends.contains(events.last?.type ?? "") else { return [] }
        return [
            .malformed(
                "end of the stream", "exactly one terminal event, the last",
                "\(count) of them; the last event is \(events.last?.type ?? "none")")
        ]
    }

    private static func items(_ events: [NamedEvent]) -> [Finding] {
        var ids: [Int: String] = [:]
        for event in events {
            guard let index = event.json["output_index"]?.intValue,
                let id = event.json["item_id"]?.stringValue ?? event.json["item"]?["id"]?.stringValue
            else { continue }
            if let known = ids[index], known != id {
                return [.malformed(event.place, "one item id for each output_index", "\(id), before \(known)")]
            }
            ids[index] = id
        }
        return []
    }

    private static func folded(_ answer: Answer, _ events: [NamedEvent]) -> [Finding] {
        let joined = texts(answer, by: \.part)
        return events.filter { $0.type.hasSuffix("_text.done") || $0.type.hasSuffix("_arguments.done") }.compactMap {
            event in
            let whole = event.json["text"]?.stringValue ?? event.json["arguments"]?.stringValue ?? ""
            let parts = joined[event.type.replacing(".done", with: ".delta") + " " + event.part] ?? ""
            guard whole != parts else { return nil }
            return .malformed(
                event.place, "deltas that add up to the text of `done`", "\(Excerpt.of(parts)) for \(Excerpt.of(whole))"
            )
        }
    }
}

/// A short Responses stream.
private enum ResponsesSample {
    static func text(_ first: String = "Hel", _ second: String = "lo", end: String = "response.completed") -> String {
        let place = "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0"
        var events = [
            ("response.created", "\"response\":{\"id\":\"resp_1\"}"),
            ("response.output_item.added", "\"output_index\":0,\"item\":{\"id\":\"msg_1\"}"),
            ("response.output_text.delta", "\(place),\"delta\":\"\(first)\""),
            ("response.output_text.delta", "\(place),\"delta\":\"\(second)\""),
            ("response.output_text.done", "\(place),\"text\":\"\(first + second)\""),
        ]
        if !end.isEmpty { events.append((end, "\"response\":{\"id\":\"resp_1\"}")) }
        return events.enumerated().map { number, event in
            "event: \(event.0)\ndata: {\"type\":\"\(event.0)\",\"sequence_number\":\(number),\(event.1)}\n\n"
        }.joined()
    }
}
