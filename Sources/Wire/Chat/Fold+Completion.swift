extension Fold {
    /// Reads a whole answer: `chat.completion`, or `text_completion`, whose `text` counts as content.
    package init(completion: JSON) {
        self.init()
        isWhole = true
        for member in completion.members ?? [] {
            switch member.key.string {
            case "choices": (member.value.elements ?? []).enumerated().forEach { add(whole: $1, position: $0) }
            case "usage": usage = member.value.members == nil ? nil : member.value
            case "id": id = member.value.stringValue
            case "model": model = member.value.stringValue
            case "object", "created", "error": break
            case let name: Accumulation.set(name, member.value, in: &fields)
            }
        }
    }

    private mutating func add(whole json: JSON, position: Int) {
        var choice = Choice()
        for member in json.members ?? [] {
            switch member.key.string {
            case "index": break
            case "message": choice.add(message: member.value)
            case "text": choice.content = member.value.units
            case "finish_reason": choice.finish(member.value)
            case "logprobs" where json["text"] == nil: choice.add(logprobs: member.value)
            case let name: Accumulation.set(name, member.value, in: &choice.fields)
            }
        }
        choices[json["index"]?.intValue ?? position] = choice
    }
}

extension Fold.Choice {
    /// A message is one delta whose tool calls have their position for an index.
    fileprivate mutating func add(message: JSON) {
        for (position, call) in (message["tool_calls"]?.elements ?? []).enumerated() {
            var slot = Fold.ToolCall(index: position)
            slot.add(call)
            toolCalls.append(slot)
        }
        let others = (message.members ?? []).filter { $0.key.string != "tool_calls" }
        add(delta: .object(others))
    }
}
