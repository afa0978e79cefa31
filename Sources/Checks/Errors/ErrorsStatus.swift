internal import Wire

extension Check {
    /// The exact status.
    package static let errorsStatus = Check(
        id: "errors.status", title: "The provider's error status reaches the client", requirement: "ERR-005",
        rationale:
            "The status picks the exception class and the advice that the user sees; a 404 that turns into a 400, or "
            + "a refused connection into a 500, sends people to look in the wrong place.",
        parameters: [
            "allow": "The statuses that the client may get; by default the provider's own and what §8 allows."
        ],
        holdsInControl: false,
        passing: [
            Example("kept", .answer(.error(404), received: .error(404))),
            Example("allowed: a nonstandard 529 is mapped", .answer(.error(529), received: .error(503))),
            Example("allowed: the provider refuses the gateway's key", .answer(.error(401), received: .error(502))),
            Example("named", .attempts([], received: .error(405)) { $0.parameters = "{\"allow\":[404,405]}" }),
        ],
        failing: [
            Example("404 became 400", .answer(.error(404), received: .error(400))),
            Example("503 became 500", .answer(.error(503), received: .error(500))),
            Example("200", .answer(.error(503), received: .json(Sample.completion()))),
            Example(
                "not one of those", .attempts([], received: .error(500)) { $0.parameters = "{\"allow\":[404,405]}" }),
        ],
        each: { round in
            if let finding = round.unanswered { return [finding] }
            let named = round.ints("allow")
            guard let allowed = named.isEmpty ? ErrorStatus.allowed(for: round) : named else { return [] }
            guard !allowed.contains(round.received.status) else { return [] }
            return [ErrorStatus.finding(round, expected: allowed.map(String.init).joined(separator: " or "))]
        })
}

/// What may become of a provider's status.
enum ErrorStatus {
    /// Nil when the provider succeeded, so that there is no error status to keep.
    static func allowed(for round: Round) -> [Int]? {
        guard let provided = round.provided, provided.head != nil else { return [502, 503, 504] }
        guard !provided.isSuccess else { return nil }
        switch provided.status {
        case 401, 403: return [provided.status, 401, 500, 502]
        case 505...: return [provided.status, 502, 503, 504]
        default: return [provided.status]
        }
    }

    static func finding(_ round: Round, expected: String) -> Finding {
        Finding(
            round.received.isSuccess ? .hiddenFailure : .altered, at: "status", expected: expected,
            actual: round.received.summary)
    }
}
