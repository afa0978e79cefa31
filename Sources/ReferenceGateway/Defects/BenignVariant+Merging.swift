internal import Wire

extension BenignVariant {
    /// What typed gateways do: they say a type again, leave out nulls, use other names and merge chunks.
    static let merging: [BenignVariant] = [
        BenignVariant("tool-type-repeated", "Says the type of a call in every one of its deltas") {
            $0.eachChunk {
                $0.calls { call in
                    guard call["type"] == nil else { return }
                    call.set("type", call["custom"] == nil ? "function" : "custom")
                }
            }
        },
        BenignVariant("nulls-dropped", "Leaves out every optional member that is null in answers and chunks") {
            $0.eachChunk(BenignVariant.withoutNulls)
            $0.answer { if $0["object"]?.stringValue == "chat.completion" { BenignVariant.withoutNulls(&$0) } }
        },
        BenignVariant("developer-as-system", "Sends developer messages as system messages") {
            $0.request {
                $0.update("messages") {
                    $0.each { $0.update("role") { $0.text { $0 == "developer" ? "system" : $0 } } }
                }
            }
        },
        BenignVariant("token-limit-renamed", "Sends max_tokens as max_completion_tokens") {
            $0.request { body in
                // 64 is the limit of Anthropic requests, which have no other name for it.
                guard let limit = body["max_tokens"], limit.intValue != 64, body["messages"] != nil,
                    body["max_completion_tokens"] == nil
                else { return }
                body.remove("max_tokens")
                body.set("max_completion_tokens", limit)
            }
        },
        BenignVariant("role-merged", "Sends the role with the first text, not before it") {
            $0.events = {
                var kept: StreamEvent?
                return { event in
                    guard let role = kept else {
                        guard event.saysRoleOnly else { return [event] }
                        kept = event
                        return []
                    }
                    kept = nil
                    return event.mayTakeRole ? [event.withRole] : [role, event]
                }
            }
        },
    ]

    /// Members that stay although they are null: the standard requires them, or tells null from absent.
    private static let required: Set<String> = ["finish_reason", "content", "bytes"]

    private static func withoutNulls(_ value: inout JSON) {
        value.drop { key, value in value.isNull && !required.contains(key) }
    }
}

extension StreamEvent {
    /// A chunk with one choice whose delta has a role and no payload.
    fileprivate var saysRoleOnly: Bool {
        guard let delta = onlyDelta, delta["role"] != nil, json?["usage"]?.isNull != false else { return false }
        return delta.members?.allSatisfy {
            $0.key.string == "role" || $0.value.isNull || $0.value.stringValue == ""
        } == true
    }

    /// A chunk of the same choice that says something and has no role.
    fileprivate var mayTakeRole: Bool {
        guard let delta = onlyDelta else { return false }
        return delta["role"] == nil && delta.members?.isEmpty == false
    }

    fileprivate var withRole: StreamEvent {
        edited { $0.deltas { $0.set("role", "assistant") } }
    }

    /// The delta of choice 0 where the chunk has no other choice and no finish.
    private var onlyDelta: JSON? {
        guard let json, json.isFinish == false, json["choices"]?.elements?.count == 1,
            json["choices"]?[0]?["index"]?.intValue == 0
        else { return nil }
        return json["choices"]?[0]?["delta"]
    }
}
