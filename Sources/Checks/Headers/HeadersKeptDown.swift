internal import Wire

extension Check {
    /// Response headers that matter to the client.
    package static let headersKeptDown = Check(
        id: "headers.kept-down", title: "The named response headers reach the client unchanged", requirement: "HDR-003",
        rationale: "Headers such as x-should-retry or a provider's request id steer retries and support cases.",
        parameters: ["names": "The headers; required."],
        passing: [
            Example("kept", .down(["x-should-retry": "false"])),
            Example("allowed: another case of the name", .down(["X-Should-Retry": "false"])),
        ],
        failing: [
            Example("lost", .down([:])), Example("changed", .down(["x-should-retry": "true"])),
        ],
        each: { round in
            guard let sent = round.provided?.head?.fields, let received = round.received.head?.fields else {
                return round.unanswered.map { [$0] } ?? []
            }
            return round.names("names").compactMap { HeaderText.kept($0, sent, received) }
        })
}

extension Trial {
    fileprivate static func down(_ received: KeyValuePairs<String, String>) -> Trial {
        answer(
            .error(429, "No.", [HeaderField("x-should-retry", "false")]),
            received: .error(429, "No.", HeaderFields(received.map { HeaderField($0.key, $0.value) }))
        ) { $0.parameters = "{\"names\":[\"x-should-retry\"]}" }
    }
}
