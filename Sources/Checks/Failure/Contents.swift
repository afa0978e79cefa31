internal import Wire

/// The text of each choice, as a client has it when the answer stops.
struct Contents: Equatable {
    /// By choice index: content, then refusal, then every tool call's arguments, each kept apart.
    let parts: [String: [UInt16]]

    init(_ fold: Fold) {
        var parts: [String: [UInt16]] = [:]
        for (index, choice) in fold.choices {
            parts["choice \(index) content"] = choice.content ?? []
            parts["choice \(index) refusal"] = choice.refusal ?? []
            for (slot, call) in choice.toolCalls.enumerated() {
                parts["choice \(index) tool call \(slot) arguments"] = call.arguments ?? []
            }
        }
        self.parts = parts.filter { !$0.value.isEmpty }
    }

    init(_ answer: Answer) {
        if answer.isStream {
            self.init(answer.chat.value.fold)
        } else {
            self.init(answer.json.value.map { Fold(completion: $0) } ?? Fold())
        }
    }

    var isEmpty: Bool { parts.isEmpty }

    /// Whether every text is the beginning of the other's text at the same place.
    func isPrefix(of other: Contents) -> Bool {
        parts.allSatisfy { other.parts[$0.key]?.starts(with: $0.value) ?? false }
    }
}
