internal import Wire

extension Check {
    /// A status that the case names.
    package static let httpStatus = Check(
        id: "http.status", title: "The client gets one of the statuses that the case allows", requirement: "ERR-014",
        rationale:
            "Unknown paths, wrong methods, oversize bodies and malformed heads have statuses of their own; anything "
            + "else sends clients looking in the wrong place.",
        parameters: [
            "allow": "The statuses, such as [404, 405]; required. 0 stands for a connection closed without an answer."
        ],
        holdsInControl: false,
        passing: [
            Example("one of them", .statuses("404, 405", .error(405))),
            Example("closed, where that is allowed", .statuses("400, 0", .none(.cut))),
        ],
        failing: [
            Example("another", .statuses("404, 405", .error(500))),
            Example("none", .statuses("404, 405", .none(.cut))),
        ],
        each: { round in
            let allowed = round.ints("allow")
            guard !allowed.contains(round.received.status) else { return [] }
            return [
                Finding(
                    round.received.isSuccess ? .hiddenFailure : .altered, at: "status",
                    expected: allowed.map(String.init).joined(separator: " or "), actual: round.received.summary)
            ]
        })
}

extension Trial {
    fileprivate static func statuses(_ allow: String, _ received: Reply) -> Trial {
        attempts([], received: received) { $0.parameters = "{\"allow\":[\(allow)]}" }
    }
}
