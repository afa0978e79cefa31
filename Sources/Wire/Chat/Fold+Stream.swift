extension Fold {
    /// Adds one chunk, leniently: what is not understood is left out, and never an error.
    package mutating func add(chunk: JSON) {
        for member in chunk.members ?? [] {
            switch member.key.string {
            case "choices": (member.value.elements ?? []).forEach { add(choice: $0) }
            case "usage": if member.value.members != nil { usage = member.value }
            case "id": id = id ?? member.value.stringValue
            case "model": model = model ?? member.value.stringValue
            case "object", "created", "obfuscation", "error": break
            case let name: Accumulation.set(name, member.value, in: &fields)
            }
        }
    }

    private mutating func add(choice json: JSON) {
        guard let index = json["index"]?.intValue else { return }
        for member in json.members ?? [] {
            // In place: a copy of a long content for each chunk would cost quadratic time.
            choices[index, default: Choice()].add(member)
        }
    }
}

extension Fold.Choice {
    /// Adds one field of a choice; `text` is what text completions have in place of a delta.
    fileprivate mutating func add(_ member: JSON.Member) {
        switch member.key.string {
        case "index": break
        case "delta": add(delta: member.value)
        case "text": Accumulation.join(member.value.units, to: &content)
        case "finish_reason": finish(member.value)
        case "logprobs": add(logprobs: member.value)
        case let name: Accumulation.set(name, member.value, in: &fields)
        }
    }

    /// Takes a finish_reason; the last one that says something stays.
    mutating func finish(_ value: JSON) {
        if let reason = value.stringValue, !reason.isEmpty { finishReason = reason }
    }

    mutating func add(logprobs json: JSON) {
        logprobs += json["content"]?.elements ?? []
        refusalLogprobs += json["refusal"]?.elements ?? []
    }

    mutating func add(delta: JSON) {
        for member in delta.members ?? [] {
            let value = member.value
            switch member.key.string {
            case "role": role = role ?? value.stringValue
            case "content" where value.units != nil || value.isNull: Accumulation.join(value.units, to: &content)
            case "refusal" where value.units != nil || value.isNull: Accumulation.join(value.units, to: &refusal)
            case "tool_calls": (value.elements ?? []).forEach { add(call: $0) }
            case "function_call": add(functionCall: value)
            case let name: Accumulation.add(name, value, to: &extensions)
            }
        }
    }

    private mutating func add(functionCall json: JSON) {
        guard json.members != nil else { return }
        if functionCall == nil { functionCall = Fold.ToolCall(index: 0) }
        functionCall?.take(body: json, text: "arguments")
    }

    private mutating func add(call json: JSON) {
        let index = json["index"]?.intValue ?? slot(withoutIndex: json["id"]?.stringValue)
        if let place = toolCalls.firstIndex(where: { $0.index == index }) {
            toolCalls[place].add(json)
        } else if toolCalls.count < Accumulation.greatestCount {
            var call = Fold.ToolCall(index: index)
            call.add(json)
            let place = toolCalls.firstIndex { $0.index > index } ?? toolCalls.count
            toolCalls.insert(call, at: place)
        }
    }

    /// Where a call without index belongs: to the slot of its id, to a new one for a new id, else to the last one.
    private func slot(withoutIndex id: String?) -> Int {
        let last = toolCalls.last?.index
        guard let id, !id.isEmpty else { return last ?? 0 }
        return toolCalls.first { $0.id == id }?.index ?? last.map { $0 == .max ? $0 : $0 + 1 } ?? 0
    }
}

extension Fold.ToolCall {
    mutating func add(_ json: JSON) {
        for member in json.members ?? [] {
            switch member.key.string {
            case "index": break
            case "id": id = id ?? member.value.stringValue
            case "type": type = type ?? member.value.stringValue
            case "function": take(body: member.value, text: "arguments")
            case "custom": take(body: member.value, text: "input")
            case let name: Accumulation.add(name, member.value, to: &extensions)
            }
        }
    }

    /// Takes the object that holds the name and the text of the arguments.
    mutating func take(body json: JSON, text: String) {
        for member in json.members ?? [] {
            switch member.key.string {
            case "name": name = name ?? member.value.stringValue
            case text: Accumulation.join(member.value.units, to: &arguments)
            case let name: Accumulation.add("\(text).\(name)", member.value, to: &extensions)
            }
        }
    }
}
