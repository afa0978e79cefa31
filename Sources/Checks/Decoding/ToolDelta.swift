internal import Wire

/// One entry of a `tool_calls` list in a stream.
struct ToolDelta {
    let place: String
    let choice: Int
    /// Nil when it is missing or no integer.
    let index: Int?
    let call: JSON
    /// Whether no earlier delta of the stream was for this slot.
    let opens: Bool

    /// Its choice and its index there; the index is -1 when there is none.
    var slot: [Int] { [choice, index ?? -1] }

    /// `function` or `custom`, whichever is there.
    var target: JSON? { call["function"] ?? call["custom"] }
}

extension Answer {
    /// Every tool-call delta in stream order.
    var toolDeltas: [ToolDelta] {
        var seen: Set<[Int]> = []
        return goodChunks.flatMap { chunk in
            chunk.toolCalls.map { choice, call in
                let index = call["index"]?.intValue
                let opens = index.map { seen.insert([choice, $0]).inserted } ?? true
                return ToolDelta(place: chunk.place, choice: choice, index: index, call: call, opens: opens)
            }
        }
    }
}

extension Round {
    /// Judges the choices of both ends, be the answer a stream or JSON.
    func choices(_ judge: (_ sent: Fold.Choice, _ received: Fold.Choice, _ place: String) -> [Finding]) -> [Finding] {
        func compare(_ sent: Fold, _ received: Fold) -> [Finding] {
            sent.choices.sorted { $0.key < $1.key }.flatMap { index, choice in
                received.choices[index].map { judge(choice, $0, "choice \(index)") }
                    ?? [Finding(.lost, at: "choice \(index)", expected: "the choice", actual: "no such choice")]
            }
        }
        if provided?.isStream ?? asksForStream {
            return streams { sent, received in
                sent.outcome == .success ? compare(sent.chat.value.fold, received.chat.value.fold) : []
            }
        }
        return documents { sent, received in compare(Fold(completion: sent), Fold(completion: received)) }
    }
}
