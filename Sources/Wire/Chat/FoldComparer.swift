/// Walks two folds side by side; knows which differences are legitimate (requirements.md §8).
struct FoldComparer {
    /// Both come from whole answers, where null and "" differ (RESP-003).
    let whole: Bool
    var differences: [FoldDifference] = []

    init(whole: Bool) {
        self.whole = whole
    }

    mutating func compare(_ sent: Fold, _ received: Fold) {
        for index in Set(sent.choices.keys).union(received.choices.keys).sorted() {
            let path = "$.choices[\(index)]"
            switch (sent.choices[index], received.choices[index]) {
            case (let mine?, let theirs?): choice(mine, theirs, path)
            case (_?, nil): report(path, .lost, "a choice", nil, rule("STREAM-015", "RESP-005"))
            case (nil, _?): report(path, .invented, nil, "a choice", rule("STREAM-015", "RESP-005"))
            case (nil, nil): break
            }
        }
        usage(sent.usage, received.usage)
        let whole = whole
        fields(sent.fields, received.fields, "$", additions: .allowed) { Self.topRule($0, whole: whole) }
    }

    /// The requirement for a stream, or that for a whole answer.
    func rule(_ stream: String, _ answer: String) -> String {
        whole ? answer : stream
    }

    mutating func report(
        _ path: String, _ kind: JSONDifference.Kind, _ sent: String?, _ received: String?, _ rule: String
    ) {
        differences.append(
            FoldDifference(path: path, kind: kind, sent: sent, received: received, rule: rule))
    }

    private mutating func choice(_ sent: Fold.Choice, _ received: Fold.Choice, _ path: String) {
        word(sent.role, received.role, "\(path).role", rule("STREAM-006", "RESP-001"), mayBeAdded: true)
        text(sent.content, received.content, "\(path).content", rule("STREAM-008", "RESP-003"))
        text(sent.refusal, received.refusal, "\(path).refusal", rule("STREAM-009", "RESP-003"))
        calls(sent.toolCalls, received.toolCalls, path)
        functionCall(sent.functionCall, received.functionCall, "\(path).function_call")
        finish(sent.finishReason, received.finishReason, "\(path).finish_reason")
        list(sent.logprobs, received.logprobs, "\(path).logprobs.content")
        list(sent.refusalLogprobs, received.refusalLogprobs, "\(path).logprobs.refusal")
        let whole = whole
        fields(sent.extensions, received.extensions, path, additions: .inDelta) { Self.extensionRule($0, whole: whole) }
        fields(sent.fields, received.fields, path, additions: .allowed) { _ in whole ? "RESP-007" : "STREAM-022" }
    }

    private static func topRule(_ name: String, whole: Bool) -> String {
        if whole { return ["moderation", "metadata"].contains(name) ? "RESP-006" : "RESP-007" }
        if ["service_tier", "system_fingerprint"].contains(name) { return "STREAM-021" }
        return ["prompt_filter_results", "moderation"].contains(name) ? "STREAM-025" : "STREAM-022"
    }

    private static func extensionRule(_ name: String, whole: Bool) -> String {
        if whole { return ["annotations", "audio"].contains(name) ? "RESP-006" : "RESP-007" }
        if name.hasPrefix("reasoning") { return "STREAM-023" }
        return name == "audio" ? "STREAM-026" : "STREAM-022"
    }

    mutating func word(_ sent: String?, _ received: String?, _ path: String, _ rule: String, mayBeAdded: Bool = false) {
        switch (sent, received) {
        case (let mine?, let theirs?) where mine != theirs: report(path, .altered, mine, theirs, rule)
        case (let mine?, nil): report(path, .lost, mine, nil, rule)
        case (nil, let theirs?) where !mayBeAdded: report(path, .invented, nil, theirs, rule)
        default: break
        }
    }

    /// Text is compared unit by unit; none and empty are alike in a stream.
    mutating func text(_ sent: [UInt16]?, _ received: [UInt16]?, _ path: String, _ rule: String) {
        if whole, (sent == nil) != (received == nil), (sent ?? []).isEmpty, (received ?? []).isEmpty {
            let kind: JSONDifference.Kind = .altered
            return report(path, kind, sent == nil ? "null" : "\"\"", received == nil ? "null" : "\"\"", rule)
        }
        guard let difference = TextDifference(sent: sent ?? [], received: received ?? []) else { return }
        report(path, difference.kind, difference.sentExcerpt, difference.receivedExcerpt, rule)
    }

    private mutating func finish(_ sent: String?, _ received: String?, _ path: String) {
        if sent == nil, let received { return report(path, .invented, nil, received, "FAIL-002") }
        let standard = ["stop", "length", "tool_calls", "content_filter", "function_call"]
        let known = sent.map(standard.contains) ?? true
        if whole { return word(sent, received, path, "RESP-005") }
        word(sent, received, path, sent == "tool_calls" ? "TOOL-009" : known ? "STREAM-012" : "STREAM-013")
    }

    private mutating func list(_ sent: [JSON], _ received: [JSON], _ path: String) {
        for difference in JSONDifference.compare(.array(sent), .array(received))
        where !Self.isNullForAbsent(difference) {
            report(path, difference, rule("STREAM-017", "RESP-006"))
        }
    }

    mutating func report(_ path: String, _ difference: JSONDifference, _ rule: String) {
        report(
            path + difference.path.dropFirst(), difference.kind, difference.sent.map(Self.excerpt),
            difference.received.map(Self.excerpt), rule)
    }

    static func excerpt(_ json: JSON) -> String {
        let text = json.text
        return text.utf8.count > 200 ? "\(text.prefix(160))… (\(text.utf8.count) bytes)" : text
    }

    private mutating func usage(_ sent: JSON?, _ received: JSON?) {
        switch (sent, received) {
        case (let mine?, nil): report("$.usage", .lost, Self.excerpt(mine), nil, "USAGE-004")
        case (nil, let theirs?): report("$.usage", .invented, nil, Self.excerpt(theirs), "USAGE-004")
        case (let mine?, let theirs?): usageCounts(mine, theirs)
        case (nil, nil): break
        }
    }

    private mutating func usageCounts(_ sent: JSON, _ received: JSON) {
        for difference in JSONDifference.compare(sent, received) {
            let isTop = !difference.path.dropFirst(2).contains(".")
            let isCount = isTop && difference.path.hasSuffix("_tokens")
            if difference.kind == .invented || Self.isNullForAbsent(difference) { continue }
            report("$.usage", difference, isCount ? "USAGE-004" : "USAGE-005")
        }
    }

    static func isNullForAbsent(_ difference: JSONDifference) -> Bool {
        (difference.sent ?? .null).isNull && (difference.received ?? .null).isNull
    }
}
