internal import Wire

extension Check {
    /// The second turn of a conversation with tools.
    package static let toolsIdsRoundTrip = Check(
        id: "tools.ids-round-trip", title: "The provider gets back the call ids that it gave", requirement: "TOOL-010",
        rationale:
            "The client answers each call by the id that it received. A gateway that gives ids of its own and does not "
            + "take them back sends the provider results for calls that it never made.",
        passing: [
            Example("kept", .turns(client: "call_A", back: "call_A")),
            Example("allowed: renamed, and renamed back", .turns(client: "gw_1", back: "call_A")),
        ],
        failing: [
            Example("renamed one way", .turns(client: "gw_1", back: "gw_1")),
            Example("lost on the way back", .turns(client: "call_A", back: "")),
        ],
        judge: { trial in
            guard trial.rounds.count > 1, let first = trial.rounds.first, let last = trial.rounds.last else {
                return []
            }
            let given = Calls.given(first)
            guard !given.isEmpty, first.received.isSuccess else {
                return [
                    Finding(
                        .refused, at: "first turn", expected: "the provider's calls", actual: first.received.summary)
                ]
            }
            guard let arrived = last.arrived.last?.value else {
                return [
                    Finding(
                        .refused, at: "second turn", expected: "at the provider", actual: last.received.summary)
                ]
            }
            let back = Calls.answered(arrived)
            guard back != given else { return [] }
            return [
                Finding(
                    .altered, at: "tool_call_id of the second turn", expected: given.joined(separator: " "),
                    actual: back.map { $0.isEmpty ? "(none)" : $0 }.joined(separator: " "))
            ]
        })
}

private enum Calls {
    /// The ids of the calls that the provider made, in order.
    static func given(_ round: Round) -> [String] {
        guard let provided = round.provided else { return [] }
        let fold = provided.isStream ? provided.chat.value.fold : provided.json.value.map(Fold.init(completion:))
        return (fold?.choices[0]?.toolCalls ?? []).map { $0.id ?? "" }
    }

    /// The ids that results name, in order.
    static func answered(_ body: JSON) -> [String] {
        (body["messages"]?.elements ?? []).filter { $0["role"]?.stringValue == "tool" }
            .map { $0["tool_call_id"]?.stringValue ?? "" }
    }
}

extension Trial {
    fileprivate static func turns(client: String, back: String) -> Trial {
        let call = Sample.tools.replacing("call_B", with: "call_C")
        let first = Exchange.example([.sse(call)], received: .sse(call.replacing("call_A", with: client)))
        let second = Exchange.example(
            [.sse(Sample.text("Hi"))], received: .sse(Sample.text("Hi")),
            Setting {
                $0.request = results(client)
                $0.arrived = results(back)
            })
        return several([first, second])
    }

    private static func results(_ id: String) -> String {
        "{\"model\":\"m\",\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"\(id)\",\"content\":\"1\"},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"call_C\",\"content\":\"2\"}]}"
    }
}
