internal import Wire

extension Check {
    /// Request headers that matter to the provider.
    package static let headersKeptUp = Check(
        id: "headers.kept-up", title: "The named request headers reach the provider unchanged", requirement: "HDR-008",
        rationale:
            "Beta switches, client request ids and tenant headers change what the provider does, or tie its logs to "
            + "the client's.",
        parameters: ["names": "The headers; required."],
        passing: [Example("kept", .up(["X-Client-Request-Id": "r-1"]))],
        failing: [
            Example("lost", .up([:])), Example("changed", .up(["x-client-request-id": "r-2"])),
            Example("never asked", .attempts([], received: .error(400)) { $0.parameters = "{\"names\":[\"x-a\"]}" }),
        ],
        each: { round in
            guard !round.attempts.isEmpty else {
                return [Finding(.refused, at: "request", expected: "at the provider", actual: round.received.summary)]
            }
            return round.attempts.flatMap { attempt in
                round.names("names").compactMap {
                    HeaderText.kept($0, round.client.request.fields, attempt.head.fields)
                }
            }
        })
}

extension Trial {
    fileprivate static func up(_ arrived: KeyValuePairs<String, String>) -> Trial {
        json(Sample.completion(), received: Sample.completion()) {
            $0.fields = [HeaderField("x-client-request-id", "r-1")]
            $0.arrivedFields = HeaderFields(arrived.map { HeaderField($0.key, $0.value) })
            $0.parameters = "{\"names\":[\"x-client-request-id\"]}"
        }
    }
}
