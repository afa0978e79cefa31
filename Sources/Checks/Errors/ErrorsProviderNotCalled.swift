internal import Wire

extension Check {
    /// Requests that the gateway must answer itself.
    package static let errorsProviderNotCalled = Check(
        id: "errors.provider-not-called", title: "A request that the gateway must refuse never reaches a provider",
        requirement: "ERR-013",
        rationale:
            "A request without a valid key, or one that cannot be parsed, costs money and may leak when it is passed on.",
        parameters: [
            "repaired":
                "A header and its value, as [x-bare, a b]: a request that arrives with exactly this was repaired."
        ],
        holdsInControl: false,
        passing: [
            Example("refused", .attempts([], received: .error(401))),
            Example("allowed: repaired as the case says", .repaired("a b")),
        ],
        failing: [
            Example("passed on", .attempts([.json("{}")], received: .json("{}"))),
            Example("passed on, then refused", .attempts([.json("{}")], received: .error(401))),
            Example("not passed on, but a success", .attempts([], received: .json("{}"))),
            Example("passed on otherwise", .repaired("ab")),
        ],
        each: { round in
            let repaired = round.names("repaired")
            if let name = repaired.first, let value = repaired.last, !round.attempts.isEmpty,
                round.attempts.allSatisfy({ $0.head.fields.all(name) == [value] })
            {
                return []
            }
            var findings: [Finding] = []
            if !round.attempts.isEmpty {
                findings.append(
                    Finding(
                        .behaviour, at: "requests at the providers", expected: "none",
                        actual: "\(round.attempts.count), the first for \(round.attempts[0].head.target)"))
            }
            if round.received.isSuccess {
                findings.append(
                    Finding(.behaviour, at: "status", expected: "an error status", actual: round.received.summary))
            }
            return findings
        })
}

extension Trial {
    fileprivate static func repaired(_ value: String) -> Trial {
        json("{}", received: "{}") {
            $0.arrivedFields = [HeaderField("x-bare", value)]
            $0.parameters = "{\"repaired\":[\"x-bare\",\"a b\"]}"
        }
    }
}
