internal import Wire

extension Check {
    /// The target of a request.
    package static let httpTargetKept = Check(
        id: "http.target-kept", title: "Query and encoded path reach the provider unchanged", requirement: "HTTP-019",
        rationale:
            "Some providers take an api-version or a model name from there; decoding a path twice asks for another "
            + "resource.",
        passing: [
            Example("kept", .target("/v1/models/a%2Fb?api-version=1", "/v1/models/a%2Fb?api-version=1")),
            Example("allowed: another prefix", .target("/v1/models?x=1", "/openai/v1/models?x=1")),
        ],
        failing: [
            Example("query lost", .target("/v1/models?api-version=1", "/v1/models")),
            Example("decoded", .target("/v1/models/a%2Fb", "/v1/models/a/b")),
            Example("never asked", .attempts([], received: .error(404)) { $0.target = "/v1/models?x=1" }),
        ],
        each: { round in
            let sent = Target(round.client.request.target)
            guard !round.attempts.isEmpty else {
                return [Finding(.refused, at: "request", expected: "at the provider", actual: round.received.summary)]
            }
            return round.attempts.compactMap { attempt in
                let arrived = Target(attempt.head.target)
                guard sent.query == arrived.query, arrived.path.hasSuffix(sent.ending) else {
                    return Finding(
                        .altered, at: "request target", expected: round.client.request.target,
                        actual: attempt.head.target)
                }
                return nil
            }
        })
}

private struct Target {
    let path: Substring
    let query: Substring

    init(_ text: String) {
        path = text.prefix { $0 != "?" }
        query = text.dropFirst(path.count)
    }

    /// The last segment, which holds what is encoded; what stands before it is the gateway's to route.
    var ending: Substring { path.split(separator: "/").last ?? "" }
}

extension Trial {
    fileprivate static func target(_ sent: String, _ arrived: String) -> Trial {
        json("{}", received: "{}") {
            $0.target = sent
            $0.arrivedTarget = arrived
        }
    }
}
