/// What the state machine remembers of one choice.
struct ChoiceState {
    /// Its first chunk was seen: the state OPEN or FIN.
    var isOpen = false
    var isFinished = false
    /// The kinds of the tool slots opened, by index.
    var slots: [Int: ToolSlot] = [:]
    /// The content ended in a high surrogate whose partner must follow.
    var endsInHighSurrogate = false

    struct ToolSlot {
        var isCustom: Bool
        var hasArguments = false
    }
}

extension ChatReader {
    mutating func read(_ choice: JSON) {
        guard let index = choice["index"]?.intValue else {
            return violate("STREAM-005", "choices", "a choice has no integer index: \(choice.text.prefix(80))")
        }
        let subject = "choices[\(index)]"
        if !(0..<max(expectedChoices, 0)).contains(index) {
            violate("STREAM-015", subject, "choice \(index) was not asked for (n is \(expectedChoices))")
        }
        var state = choices[index] ?? ChoiceState()
        let delta = delta(of: choice, subject)
        let finish = finish(of: choice, subject)
        if state.isFinished { afterFinish(finish, subject) }
        role(delta, &state, subject)
        if let delta { payload(delta, &state, subject) }
        logprobs(choice["logprobs"], subject)
        if finish != nil {
            if !state.isFinished { closeSlots(state, subject) }
            state.isFinished = true
        }
        choices[index] = state
    }

    private mutating func delta(of choice: JSON, _ subject: String) -> JSON? {
        let delta = choice["delta"]
        if delta?.members == nil {
            violate("STREAM-005", "\(subject).delta", "delta is \(delta?.kindName ?? "absent"), not an object")
        }
        return delta?.members == nil ? nil : delta
    }

    /// The finish_reason that closes the choice, or nil.
    private mutating func finish(of choice: JSON, _ subject: String) -> String? {
        switch choice["finish_reason"] {
        case .null?: break
        case .string(let reason)?:
            if !reason.units.isEmpty { return reason.string }
            violate("STREAM-028", subject, "an open finish_reason is \"\", not null")
        case let other:
            violate(
                "STREAM-005", "\(subject).finish_reason",
                "finish_reason is \(other?.kindName ?? "absent"), not null or a string")
        }
        return nil
    }

    private mutating func afterFinish(_ finish: String?, _ subject: String) {
        if let finish {
            violate("STREAM-011", "\(subject).finish_reason", "a second finish_reason, \(finish)")
        } else {
            violate("STREAM-010", subject, "a chunk for a choice that had its finish_reason")
        }
    }

    private mutating func role(_ delta: JSON?, _ state: inout ChoiceState, _ subject: String) {
        let role = delta?["role"].flatMap { $0.isNull ? nil : $0 }
        if state.isOpen {
            if let role { violate("STREAM-007", subject, "the role \(role.text) is repeated: some clients join them") }
            return
        }
        state.isOpen = true
        if role?.stringValue != "assistant" {
            violate("STREAM-006", subject, "the first chunk has the role \(role?.text ?? "absent"), not \"assistant\"")
        }
    }

    private mutating func payload(_ delta: JSON, _ state: inout ChoiceState, _ subject: String) {
        for member in delta.members ?? [] {
            switch member.key.string {
            case "role": break
            case "tool_calls": toolCalls(member.value, &state, subject)
            case "content": text(member.value, &state, subject)
            default: unindexedList(member, subject)
            }
        }
    }

    private mutating func text(_ value: JSON, _ state: inout ChoiceState, _ subject: String) {
        guard !value.isNull else { return }
        guard let units = value.units else {
            return violate("STREAM-005", "\(subject).content", "delta.content is \(value.kindName), not a string")
        }
        guard let first = units.first, let last = units.last else { return }
        if state.endsInHighSurrogate, UTF16.isTrailSurrogate(first) {
            violate("STREAM-030", subject, "a surrogate pair is cut between two deltas")
        }
        state.endsInHighSurrogate = UTF16.isLeadSurrogate(last)
    }

    private mutating func unindexedList(_ member: JSON.Member, _ subject: String) {
        let items = member.value.elements ?? []
        if items.contains(where: { $0.members != nil && $0["index"]?.intValue == nil }) {
            violate("STREAM-024", subject, "delta.\(member.key.string) is a list of objects without integer index")
        }
    }

    private mutating func logprobs(_ logprobs: JSON?, _ subject: String) {
        for list in ["content", "refusal"] {
            for entry in logprobs?[list]?.elements ?? [] {
                let missing = ["token", "logprob", "bytes", "top_logprobs"].filter { entry[$0] == nil }
                if !missing.isEmpty {
                    violate("STREAM-017", subject, "a logprobs.\(list) entry lacks \(missing.joined(separator: ", "))")
                }
            }
        }
    }
}
