internal import Wire

extension Check {
    /// Codes that programs branch on.
    package static let errorsCode = Check(
        id: "errors.code", title: "The error's code or type is one that the case allows", requirement: "BODY-019",
        rationale: "A program can only react to an unknown model or a used-up quota when the code says so.",
        parameters: ["allow": "The codes, such as [model_not_found]; required."], holdsInControl: false,
        passing: [Example("one of them", .coded("\"model_not_found\""))],
        failing: [
            Example("another", .coded("\"invalid\"")), Example("none", .coded("null")),
            Example("no error", .attempts([], received: .json("{}")) { $0.parameters = "{\"allow\":[\"x\"]}" }),
        ],
        each: { round in
            let error = round.received.errorObject
            let given = ["code", "type"].compactMap { error?[$0]?.stringValue }
            let allowed = round.names("allow")
            guard !given.contains(where: allowed.contains) else { return [] }
            return [
                Finding(
                    .altered, at: "$.error.code", expected: allowed.joined(separator: " or "),
                    actual: given.isEmpty ? round.received.summary : given.joined(separator: ", "))
            ]
        })
}

extension Trial {
    fileprivate static func coded(_ code: String) -> Trial {
        attempts([], received: .json(Sample.error("x", code: code), status: 404)) {
            $0.parameters = "{\"allow\":[\"model_not_found\"]}"
        }
    }
}
