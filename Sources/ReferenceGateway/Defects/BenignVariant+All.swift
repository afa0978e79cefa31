internal import Wire

extension BenignVariant {
    /// Every variant; none may fail a check.
    package static let all: [BenignVariant] =
        merging + spelling + [
            BenignVariant("rechunked", "Writes two chunks where the provider wrote one, cut inside the text") {
                $0.eachEvent(BenignVariant.halves)
            },
            BenignVariant("keys-reordered", "Writes the members of chunks and answers in another order") {
                $0.eachChunk(BenignVariant.reorder)
                $0.answer(BenignVariant.reorder)
            },
            BenignVariant("request-keys-reordered", "Writes the members of requests in another order") {
                $0.request(BenignVariant.reorder)
            },
            BenignVariant("ids-rewritten", "Gives a stream an id of its own") {
                $0.eachChunk { $0.replace("id", "chatcmpl-gateway") }
                $0.answer { if $0["object"]?.stringValue == "chat.completion" { $0.replace("id", "chatcmpl-gateway") } }
            },
            BenignVariant("model-aliased", "Writes a model name of its own") {
                $0.eachChunk { $0.replace("model", "gateproof/model") }
                $0.answer { $0.replace("model", "gateproof/model") }
            },
            BenignVariant("created-rewritten", "Writes its own time") {
                $0.eachChunk { $0.replace("created", 1_800_000_000) }
                $0.answer { $0.replace("created", 1_800_000_000) }
            },
            BenignVariant("comments-added", "Sends comments between events") {
                $0.eachEvent { [StreamEvent(bytes: Array(": gateway\n".utf8)), $0] }
            },
            BenignVariant("comments-dropped", "Drops comments") { $0.eachEvent { $0.isComment ? [] : [$0] } },
            BenignVariant("usage-null-absent", "Leaves out members that are null in chunks, but for the finish") {
                $0.eachChunk { $0.drop { key, value in value.isNull && (key == "usage" || key == "logprobs") } }
            },
            BenignVariant("fields-added", "Adds top-level fields to chunks and answers") {
                $0.eachChunk { $0.set("x_gateway", ["cost": 1]) }
                $0.answer { if $0["object"] != nil { $0.set("x_gateway", ["cost": 1]) } }
            },
            BenignVariant("escapes-rewritten", "Writes non-ASCII text as escapes") {
                $0.eachChunk(BenignVariant.escape)
                $0.answer(BenignVariant.escape)
            },
            BenignVariant("crlf-output", "Ends lines in CRLF") {
                $0.eachEvent { [StreamEvent(bytes: $0.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })] }
            },
            BenignVariant("usage-requested", "Asks the provider for usage and keeps it from clients that did not") {
                $0.requestBody = BenignVariant.withUsage
                $0.quirks = .hidesUnaskedUsage
            },
            BenignVariant("error-prefixed", "Prefixes error messages") {
                $0.providerError = { $0.body = $0.body.replacing(#""message":""#, with: #""message":"primary: "#) }
            },
            BenignVariant("obfuscation-changed", "Writes an obfuscation of its own") {
                $0.eachChunk { $0.replace("obfuscation", "zzz") }
            },
            BenignVariant("chunked-answers", "Sends answers with leading blanks") { $0.responseBody = { [0x0A] + $0 } },
            BenignVariant("529-as-503", "Answers 503 where the provider said 529") {
                $0.providerError = { if $0.status == 529 { $0.status = 503 } }
            },
            BenignVariant("tool-ids-mapped", "Gives calls ids of its own, and takes them back") {
                $0.eachChunk { $0.calls { $0.update("id") { $0.text { "gw-" + $0 } } } }
                $0.request { $0.strings { $0.hasPrefix("gw-") ? String($0.dropFirst(3)) : $0 } }
            },
            BenignVariant("parent-id-new", "Is a span of its own in the trace") {
                $0.requestHead = { head, _ in
                    guard let parent = head.fields["traceparent"] else { return }
                    let parts = parent.split(separator: "-")
                    if parts.count == 4 {
                        head.fields.set("traceparent", "\(parts[0])-\(parts[1])-00f067aa0ba902b7-\(parts[3])")
                    }
                }
            },
        ]

    private static func reorder(_ value: inout JSON) {
        value.walk { part in
            if case .object(let members) = part { part = .object(members.reversed()) }
        }
    }

    private static func escape(_ value: inout JSON) {
        value.walk { part in
            guard case .string(let string) = part, string.units.contains(where: { $0 > 0x7E }) else { return }
            let raw = string.units.map { "\\u" + String(0x1_0000 + Int($0), radix: 16).dropFirst() }.joined()
            part = .string(JSONString(raw: Array(raw.utf8), units: string.units))
        }
    }

    /// Two events for one with at least four ASCII letters of content and nothing else.
    static func halves(_ event: StreamEvent) -> [StreamEvent] {
        let delta = event.json?["choices"]?[0]?["delta"]
        guard let json = event.json, json["choices"]?.elements?.count == 1, !json.isFinish, delta?.members?.count == 1,
            let text = delta?["content"]?.stringValue, text.utf8.count == text.count, text.count > 3,
            json["choices"]?[0]?["logprobs"]?.isNull != false
        else { return [event] }
        let halves = [text.prefix(text.count / 2), text.suffix(text.count - text.count / 2)]
        return halves.map { half in event.edited { $0.deltas { $0.replace("content", JSON(String(half))) } } }
    }

    private static func withUsage(_ body: [UInt8]) -> [UInt8] {
        JSON.edited(body) { body in
            guard body["stream"]?.boolValue == true, body["stream_options"] == nil, body["messages"] != nil else {
                return
            }
            body.set("stream_options", ["include_usage": true])
        }
    }
}
