internal import Wire

extension Check {
    /// What is left of a budget.
    package static let headersRateLimitSet = Check(
        id: "headers.rate-limit-set", title: "Rate-limit headers are the provider's set or a full set, in valid form",
        requirement: "HDR-004",
        rationale:
            "Clients pace themselves by limit, remaining and reset together; half a set, or the gateway's limit beside "
            + "the provider's remainder, paces them wrongly.",
        passing: [
            Example("the provider's", .limits(RateLimit.example(), RateLimit.example())),
            Example(
                "allowed: the gateway's own full set",
                .limits(RateLimit.example(), RateLimit.example(remaining: "8", ownLimit: "9"))),
            Example("none", .limits([], [])),
        ],
        failing: [
            Example("lost", .limits(RateLimit.example(), [])),
            Example(
                "half a set", .limits(RateLimit.example(), HeaderFields(Array(RateLimit.example().lines.prefix(2))))),
            Example(
                "one limit among the provider's",
                .limits(RateLimit.example(), RateLimit.example(ownLimit: "99999"))),
            Example("a reset without a unit", .limits([], RateLimit.example(reset: "soon"))),
            Example("a negative remainder", .limits([], RateLimit.example(remaining: "-1"))),
        ],
        each: { round in
            guard let received = round.received.head?.fields else { return round.unanswered.map { [$0] } ?? [] }
            let sent = round.provided?.head?.fields ?? []
            return RateLimit.completeness(sent, received) + RateLimit.mixture(sent, received)
                + RateLimit.form(sent, received)
        })
}

/// The six headers in which OpenAI tells what is left.
private enum RateLimit {
    static let names = ["requests", "tokens"].flatMap { unit in
        ["limit", "remaining", "reset"].map { "x-ratelimit-\($0)-\(unit)" }
    }

    static func completeness(_ sent: HeaderFields, _ received: HeaderFields) -> [Finding] {
        let before = names.filter(sent.contains)
        let after = names.filter(received.contains)
        if before.isEmpty && after.isEmpty { return [] }
        let isProviders = before.allSatisfy { sent[$0] == received[$0] } && after.allSatisfy(before.contains)
        guard !isProviders, after.count < names.count else { return [] }
        let missing = names.filter { !after.contains($0) }
        return [
            Finding(
                .lost, at: missing.first ?? "x-ratelimit", expected: "the provider's set, or all six",
                actual: "\(after.count) of 6; missing " + missing.joined(separator: ", "))
        ]
    }

    /// A limit of the gateway's beside what is left of the provider's: nobody can pace by it.
    static func mixture(_ sent: HeaderFields, _ received: HeaderFields) -> [Finding] {
        ["requests", "tokens"].compactMap { unit in
            let (limit, rest) = ("x-ratelimit-limit-\(unit)", "x-ratelimit-remaining-\(unit)")
            guard let own = received[limit], let theirs = sent[limit], own != theirs, sent[rest] != nil,
                sent[rest] == received[rest]
            else { return nil }
            return Finding(.altered, at: limit, expected: "\(theirs), as \(rest) is the provider's", actual: own)
        }
    }

    static func form(_ sent: HeaderFields, _ received: HeaderFields) -> [Finding] {
        names.compactMap { name in
            guard let value = received[name], sent[name] != value, !isValid(name, value) else { return nil }
            return .malformed(
                name, name.contains("reset") ? "a duration such as 6m0s" : "an integer from 0", value)
        }
    }

    private static func isValid(_ name: String, _ value: String) -> Bool {
        guard name.contains("reset") else { return (Int(value) ?? -1) >= 0 }
        return value.wholeMatch(of: /([0-9]+(\.[0-9]+)?(ms|s|m|h|d))+/) != nil
    }

    static func example(remaining: String = "99", reset: String = "6m0s", ownLimit: String? = nil) -> HeaderFields {
        HeaderFields(
            names.map { name in
                let count = name.contains("remaining") ? remaining : "100"
                let own = name == "x-ratelimit-limit-requests" ? ownLimit : nil
                return HeaderField(name, name.contains("reset") ? reset : own ?? count)
            })
    }
}

extension Trial {
    fileprivate static func limits(_ sent: HeaderFields, _ received: HeaderFields) -> Trial {
        answer(.error(429, "No.", sent), received: .error(429, "No.", received))
    }
}
