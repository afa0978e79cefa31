extension FoldComparer {
    /// Slots are compared by position, so that a gap in the indexes is one violation and not many differences.
    mutating func calls(_ sent: [Fold.ToolCall], _ received: [Fold.ToolCall], _ path: String) {
        for (index, (mine, theirs)) in zip(sent, received).enumerated() {
            call(mine, theirs, "\(path).tool_calls[\(index)]")
        }
        let rule = rule("TOOL-007", "RESP-004")
        for (index, call) in sent.enumerated().dropFirst(received.count) {
            report("\(path).tool_calls[\(index)]", .lost, call.name ?? "a call", nil, rule)
        }
        for (index, call) in received.enumerated().dropFirst(sent.count) {
            let isRepeat = sent.contains { $0.name == call.name && $0.arguments == call.arguments }
            report("\(path).tool_calls[\(index)]", isRepeat ? .duplicated : .invented, nil, call.name ?? "a call", rule)
        }
    }

    /// The id may be mapped to another one, but not lost (TOOL-010).
    private mutating func call(_ sent: Fold.ToolCall, _ received: Fold.ToolCall, _ path: String) {
        if let id = sent.id, !id.isEmpty, received.id?.isEmpty ?? true {
            report("\(path).id", .lost, id, nil, "TOOL-003")
        }
        word(sent.type, received.type, "\(path).type", "TOOL-003", mayBeAdded: true)
        word(sent.name, received.name, "\(path).name", "TOOL-003")
        arguments(sent.arguments, received.arguments, "\(path).arguments")
        fields(sent.extensions, received.extensions, path, additions: .allowed) { _ in "TOOL-012" }
    }

    mutating func functionCall(_ sent: Fold.ToolCall?, _ received: Fold.ToolCall?, _ path: String) {
        switch (sent, received) {
        case (let mine?, let theirs?):
            word(mine.name, theirs.name, "\(path).name", "STREAM-026")
            arguments(mine.arguments, theirs.arguments, "\(path).arguments")
        case (let mine?, nil): report(path, .lost, mine.name ?? "a call", nil, "STREAM-026")
        case (nil, let theirs?): report(path, .invented, nil, theirs.name ?? "a call", "STREAM-026")
        case (nil, nil): break
        }
    }

    private mutating func arguments(_ sent: [UInt16]?, _ received: [UInt16]?, _ path: String) {
        if let sent, sent.isEmpty, received == nil { return report(path, .lost, "\"\"", nil, "TOOL-008") }
        text(sent, received, path, rule("TOOL-006", "RESP-004"))
    }
}
