internal import Wire

extension Check {
    /// Whether a client retries.
    package static let errorsStatusClass = Check(
        id: "errors.status-class", title: "An error stays retryable or final, and 429 stays 429",
        requirement: "ERR-004",
        rationale:
            "SDKs retry 408, 409, 429 and 5xx and nothing else: a 400 turned into a 500 is sent again three times, a "
            + "429 turned into a 400 never.",
        holdsInControl: false,
        passing: [
            Example("kept", .answer(.error(429), received: .error(429))),
            Example("allowed: another final status", .answer(.error(422), received: .error(400))),
            Example("allowed: another server error", .answer(.error(500), received: .error(502))),
            Example("no answer from the provider", .attempts([.none(.reset)], received: .error(502))),
        ],
        failing: [
            Example("429 became 500", .answer(.error(429), received: .error(500))),
            Example("400 became 500", .answer(.error(400), received: .error(500))),
            Example("500 became 400", .answer(.error(500), received: .error(400))),
            Example("a broken connection became the client's fault", .attempts([.none(.reset)], received: .error(400))),
            Example("no answer at all", .attempts([.none(.reset)], received: .none(.cut))),
        ],
        each: { round in
            if let finding = round.unanswered { return [finding] }
            let status = round.received.status
            guard let provided = round.provided, provided.head != nil else {
                let stalled = round.attempts.last.map { $0.ending == .stalled || $0.ending == .abandoned } ?? false
                guard [502, 503, 504].contains(status) || stalled && status == 408 else {
                    return round.received.outcome.isVisibleFailure
                        ? [] : [ErrorStatus.finding(round, expected: "502, 503 or 504: no provider answered")]
                }
                return []
            }
            guard !provided.isSuccess, let rule = RetryRule(provided.status), !rule.holds(status) else { return [] }
            return [ErrorStatus.finding(round, expected: rule.text)]
        })
}

/// What SDKs do with a status, and what must therefore stay so.
private struct RetryRule {
    let text: String
    let holds: @Sendable (Int) -> Bool

    init?(_ status: Int) {
        switch status {
        case 429: (text, holds) = ("429", { $0 == 429 })
        case 408, 409: (text, holds) = ("a status that is retried: 408, 409, 429 or 5xx", { Self.isRetried($0) })
        case 401, 403: (text, holds) = ("\(status), or 500 or 502", { $0 == 500 || $0 == 502 || Self.isFinal($0) })
        case 400..<500: (text, holds) = ("a 4xx that is not retried, as \(status)", { Self.isFinal($0) })
        case 500...: (text, holds) = ("5xx, as \(status)", { $0 >= 500 })
        default: return nil
        }
    }

    private static func isRetried(_ status: Int) -> Bool { [408, 409, 429].contains(status) || status >= 500 }
    private static func isFinal(_ status: Int) -> Bool { (400..<500).contains(status) && !isRetried(status) }
}
