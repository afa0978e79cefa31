extension ChatReader {
    mutating func toolCalls(_ value: JSON, _ state: inout ChoiceState, _ subject: String) {
        guard !value.isNull else { return }
        guard let calls = value.elements else {
            return violate("TOOL-001", subject, "delta.tool_calls is \(value.kindName), not an array")
        }
        for call in calls {
            guard let index = call["index"]?.intValue else {
                violate("TOOL-001", "\(subject).tool_calls", "a tool call has no integer index")
                continue
            }
            let place = "\(subject).tool_calls[\(index)]"
            if state.slots[index] == nil {
                open(index, call, &state, subject, place)
            } else {
                extend(index, call, &state, place)
            }
        }
    }

    private mutating func open(
        _ index: Int, _ call: JSON, _ state: inout ChoiceState, _ subject: String, _ place: String
    ) {
        if index != state.slots.count {
            violate("TOOL-002", place, "tool call \(index) opens where \(state.slots.count) is next")
        }
        let type = call["type"]?.stringValue
        var slot = ChoiceState.ToolSlot(isCustom: type == "custom")
        if type != "function", type != "custom" {
            violate("TOOL-003", "\(place).type", "the first delta has the type \(call["type"]?.text ?? "absent")")
        }
        if call["id"]?.units?.isEmpty != false {
            violate("TOOL-003", "\(place).id", "the first delta has the id \(call["id"]?.text ?? "absent")")
        }
        if call[slot.isCustom ? "custom" : "function"]?["name"]?.units?.isEmpty != false {
            violate("TOOL-003", "\(place).name", "the first delta has no name")
        }
        arguments(call, &slot, place)
        state.slots[index] = slot
    }

    private mutating func extend(_ index: Int, _ call: JSON, _ state: inout ChoiceState, _ place: String) {
        guard var slot = state.slots[index] else { return }
        // Every client takes a type as it is given, so the same one again changes nothing.
        let sameType = slot.isCustom ? "custom" : "function"
        for key in ["id", "type"] where call[key] != nil {
            if key == "type", call[key]?.stringValue == sameType { continue }
            violate("TOOL-004", place, "a later delta repeats \(key): \(call[key]?.text ?? "")")
        }
        if let name = call[slot.isCustom ? "custom" : "function"]?["name"] {
            violate("TOOL-004", place, "a later delta repeats the name: \(name.text)")
        }
        arguments(call, &slot, place)
        state.slots[index] = slot
    }

    private mutating func arguments(_ call: JSON, _ slot: inout ChoiceState.ToolSlot, _ place: String) {
        let holder = slot.isCustom ? "custom" : "function"
        let key = slot.isCustom ? "input" : "arguments"
        guard call[holder]?.members != nil else {
            if !slot.isCustom { violate("TOOL-005", place, "the delta has no function object") }
            return
        }
        switch call[holder]?[key] {
        case .string?: slot.hasArguments = true
        case nil, .null?: break
        case let other?: violate("TOOL-006", place, "\(holder).\(key) is \(other.kindName), not a string")
        }
    }

    /// Every slot must have had its arguments, if only `""`, when its choice finishes.
    mutating func closeSlots(_ state: ChoiceState, _ subject: String) {
        for (index, slot) in state.slots.sorted(by: { $0.key < $1.key }) where !slot.hasArguments {
            violate("TOOL-008", "\(subject).tool_calls[\(index)]", "the arguments never were a string")
        }
    }
}
