internal import Wire

/// The two folds of a stream, side by side.
struct FoldComparison {
    let sent: Fold
    let received: Fold
    /// Whether the provider's stream ended well; only then must the rest of it be there.
    let whole: Bool
    private let refusalCounts: Bool

    init(sent: Answer, received: Answer, refusalCounts: Bool = true) {
        self.refusalCounts = refusalCounts
        self.sent = sent.chat.value.fold
        self.received = received.chat.value.fold
        whole = sent.outcome == .success
    }

    var findings: [Finding] {
        Set(sent.choices.keys).union(received.choices.keys).sorted().flatMap(choice)
    }

    private func choice(_ index: Int) -> [Finding] {
        let place = "choice \(index)"
        guard let original = sent.choices[index] else {
            return [Finding(.invented, at: place, expected: "no such choice", actual: "a choice with this index")]
        }
        guard let copy = received.choices[index] else {
            guard whole else { return [] }
            return [Finding(.lost, at: place, expected: "a choice with this index", actual: "no such choice")]
        }
        return role(original, copy, place) + texts(original, copy, place) + calls(original, copy, place)
            + (whole ? FinishComparison.findings(original, copy, place) : [])
    }

    private func role(_ original: Fold.Choice, _ copy: Fold.Choice, _ place: String) -> [Finding] {
        guard let role = original.role, role != copy.role else { return [] }
        return [
            Finding(
                copy.role == nil ? .lost : .altered, at: "\(place) role", expected: role,
                actual: copy.role ?? "no role")
        ]
    }

    private func texts(_ original: Fold.Choice, _ copy: Fold.Choice, _ place: String) -> [Finding] {
        [
            text("\(place) content", original.content ?? [], copy.content ?? []),
            refusalCounts ? text("\(place) refusal", original.refusal ?? [], copy.refusal ?? []) : nil,
        ].compactMap(\.self)
    }

    private func text(_ place: String, _ original: [UInt16], _ copy: [UInt16]) -> Finding? {
        if !whole, original.starts(with: copy) { return nil }
        return TextEvidence.finding(at: place, sent: original, received: copy)
    }

    private func calls(_ original: Fold.Choice, _ copy: Fold.Choice, _ place: String) -> [Finding] {
        if !whole, copy.toolCalls.count < original.toolCalls.count { return [] }
        guard original.toolCalls.count == copy.toolCalls.count else {
            let fewer = copy.toolCalls.count < original.toolCalls.count
            return [
                Finding(
                    fewer ? .lost : .invented, at: "\(place) tool calls", expected: "\(original.toolCalls.count) calls",
                    actual: "\(copy.toolCalls.count) calls")
            ]
        }
        return zip(original.toolCalls, copy.toolCalls).enumerated().flatMap { slot, pair in
            call(pair.0, pair.1, "\(place) tool call \(slot)")
        }
    }

    private func call(_ original: Fold.ToolCall, _ copy: Fold.ToolCall, _ place: String) -> [Finding] {
        var findings = [text("\(place) arguments", original.arguments ?? [], copy.arguments ?? [])].compactMap(\.self)
        for (field, before, after) in [("name", original.name, copy.name), ("type", original.type, copy.type)] {
            guard let before, before != after else { continue }
            findings.append(
                Finding(
                    after == nil ? .lost : .altered, at: "\(place) \(field)", expected: before,
                    actual: after ?? "no \(field)"))
        }
        return findings
    }
}

/// Finish reasons of both ends.
enum FinishComparison {
    /// The values that official clients know.
    static let standard: Set<String> = ["stop", "length", "tool_calls", "content_filter", "function_call"]

    static func findings(_ original: Fold.Choice, _ copy: Fold.Choice, _ place: String) -> [Finding] {
        guard let reason = original.finishReason, reason != copy.finishReason else { return [] }
        // An unknown value may be mapped, but never to the one that says "all is well".
        if !standard.contains(reason), let mapped = copy.finishReason, mapped != "stop" { return [] }
        return [
            Finding(
                copy.finishReason == nil ? .lost : .altered, at: "\(place) finish_reason", expected: reason,
                actual: copy.finishReason ?? "no finish_reason")
        ]
    }
}
