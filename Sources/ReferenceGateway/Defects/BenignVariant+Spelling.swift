internal import Wire

extension BenignVariant {
    /// Other spellings of the same values, members beside those of the standard, and headers of the gateway's own.
    ///
    /// Each plays the whole suite, so that what cannot get into each other's way stands together.
    static let spelling: [BenignVariant] = [
        BenignVariant(
            "values-respelled", "Writes blanks between tokens, 1.0 as 1, 1e2 as 100, and the slash as an escape"
        ) {
            $0.eachEvent { [$0.respelled(BenignVariant.respelled)] }
            $0.responseBody = BenignVariant.respelled
            $0.requestBody = { body in
                guard body.count <= BenignVariant.small else { return body }
                return BenignVariant.spaced(JSON.edited(body) { $0.numbers(BenignVariant.shortened) })
            }
        },
        BenignVariant("members-added", "Adds fields to choices and usage, and nulls for what the provider left out") {
            $0.eachEvent { event in
                guard event.bytes.count <= BenignVariant.small else { return [event] }
                return [event.edited(BenignVariant.addToChunk)]
            }
            $0.answer { answer in
                guard answer["object"]?.stringValue == "chat.completion" else { return }
                BenignVariant.addBelow(&answer)
                BenignVariant.withNulls(&answer)
            }
        },
        BenignVariant(
            "envelope-own",
            "Speaks to providers in its own name, adds a request id to errors, sends answers in chunks, and drops names "
                + "and obfuscation of chat events"
        ) {
            $0.requestFields { fields, _ in BenignVariant.speakAsGateway(&fields) }
            $0.providerError = { $0.body = BenignVariant.withRequestID($0.body) }
            $0.quirks = .chunksAnswers
            $0.eachEvent { event in
                let isChat =
                    event.bytes.count <= BenignVariant.small
                    && event.json?["object"]?.stringValue == "chat.completion.chunk"
                return [isChat ? event.edited { $0.remove("obfuscation") }.unnamed : event]
            }
        },
        BenignVariant("joined-and-retried", "Joins chunks of text that were read together, and tries a 500 once more") {
            $0.streamBytes = { BenignVariant.joined }
            $0.policy.repeats = { $0 == 500 ? 1 : 0 }
        },
    ]

    /// Bytes beyond which a message stays as it is: to write it anew would keep the event loop from everybody else.
    private static let small = 64 << 10

    private static func addToChunk(_ chunk: inout JSON) {
        addBelow(&chunk)
        if chunk["object"]?.stringValue == "chat.completion.chunk" { withNulls(&chunk) }
    }

    @Sendable private static func respelled(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count <= small else { return bytes }
        return spaced(
            JSON.edited(bytes) {
                $0.numbers(BenignVariant.shortened)
                BenignVariant.escapeSlashes(&$0)
            })
    }

    private static func speakAsGateway(_ fields: inout HeaderFields) {
        fields = HeaderFields(fields.lines.filter { !$0.name.lowercased().hasPrefix("x-stainless-") })
        fields.set("user-agent", "gateway/1.0")
        fields.set("accept-encoding", "identity")
        fields.set("x-forwarded-for", "127.0.0.1")
        fields.set("x-forwarded-proto", "http")
        fields.set("x-forwarded-host", "gateway.test")
    }

    private static func withRequestID(_ body: String) -> String {
        let bytes = JSON.edited(Array(body.utf8)) {
            $0.update("error") { $0.set("request_id", "req_gateway_1") }
            $0.set("request_id", "req_gateway_1")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same JSON with blanks between its tokens; what is no JSON stays.
    @Sendable private static func spaced(_ bytes: [UInt8]) -> [UInt8] {
        guard (try? JSON.parse(bytes)) != nil else { return bytes }
        var result: [UInt8] = []
        var (inText, escaped) = (false, false)
        for byte in bytes {
            result.append(byte)
            if inText {
                if byte == UInt8(ascii: "\""), !escaped { inText = false }
                escaped = byte == UInt8(ascii: "\\") && !escaped
            } else if byte == UInt8(ascii: "\"") {
                inText = true
            } else if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",") {
                result.append(0x20)
            }
        }
        return result
    }

    @Sendable private static func shortened(_ text: String) -> String {
        guard text.contains(where: { ".eE".contains($0) }), let value = Double(text), value == value.rounded(),
            value.magnitude < 1e15, value != 0
        else { return text }
        return String(Int(value))
    }

    @Sendable private static func escapeSlashes(_ value: inout JSON) {
        value.walk { part in
            guard case .string(let string) = part, string.raw.contains(UInt8(ascii: "/")) else { return }
            var (raw, escaped) = ([UInt8](), false)
            for byte in string.raw {
                if byte == UInt8(ascii: "/"), !escaped { raw.append(UInt8(ascii: "\\")) }
                raw.append(byte)
                escaped = byte == UInt8(ascii: "\\") && !escaped
            }
            part = .string(JSONString(raw: raw, units: string.units))
        }
    }

    @Sendable private static func addBelow(_ value: inout JSON) {
        value.choices { $0.set("x_score", 1) }
        value.update("usage") { if !$0.isNull { $0.set("x_cost", 1) } }
    }

    private static func withNulls(_ value: inout JSON) {
        let said = ["refusal", "function_call", "tool_calls"]
        value.deltas { for key in said where $0[key] == nil { $0.set(key, .null) } }
        value.messages { for key in said where $0[key] == nil { $0.set(key, .null) } }
        value.choices { if $0["logprobs"] == nil { $0.set("logprobs", .null) } }
        for key in ["service_tier", "system_fingerprint", "usage"] where value[key] == nil { value.set(key, .null) }
    }

    /// What was read, with neighbours joined that are whole chunks of plain text.
    @Sendable private static func joined(_ bytes: [UInt8]) -> [UInt8] {
        var events: [StreamEvent] = []
        for event in StreamEvent.split(bytes) {
            if let text = event.plainText, let last = events.last, let before = last.plainText {
                events[events.count - 1] = last.edited {
                    $0.deltas { $0.replace("content", .string(before.followed(by: text))) }
                }
            } else {
                events.append(event)
            }
        }
        return events.flatMap(\.bytes)
    }
}

extension StreamEvent {
    /// The same event with its data spelled anew.
    fileprivate func respelled(_ change: ([UInt8]) -> [UInt8]) -> StreamEvent {
        guard bytes.count <= 64 << 10, let json else { return self }
        let names = text.split(separator: "\n").filter { $0.hasPrefix("event:") }.map { "\($0)\n" }.joined()
        return StreamEvent(bytes: Array("\(names)data: ".utf8) + change(json.bytes) + [0x0A, 0x0A])
    }

    fileprivate var unnamed: StreamEvent {
        StreamEvent(
            bytes: Array(
                text.split(separator: "\n").filter { !$0.hasPrefix("event:") }.map { $0 + "\n" }
                    .joined().utf8) + [0x0A])
    }

    /// The text of a whole chunk of choice 0 that says nothing else; nil for any other event.
    fileprivate var plainText: JSONString? {
        guard bytes.count <= 64 << 10, bytes.starts(with: "data: {".utf8), bytes.suffix(2) == [0x0A, 0x0A], let json,
            !json.isFinish,
            let choices = json["choices"]?.elements, choices.count == 1, choices[0]["index"]?.intValue == 0,
            choices[0]["logprobs"]?.isNull != false, json["usage"]?.isNull != false,
            let delta = choices[0]["delta"], delta.members?.count == 1
        else { return nil }
        guard case .string(let text)? = delta["content"] else { return nil }
        return text
    }
}

extension JSONString {
    /// Half a character at the end of one and at the start of the other stay what they are.
    fileprivate func followed(by other: JSONString) -> JSONString {
        JSONString(raw: raw + other.raw, units: units + other.units)
    }
}
