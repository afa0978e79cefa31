internal import Wire

extension Check {
    /// Headers of the attempt that failed.
    package static let failoverNoFirstHeaders = Check(
        id: "failover.no-first-headers", title: "No header of a failed attempt is on the answer",
        requirement: "FAILOVER-005",
        rationale:
            "A Retry-After, limit or request id of the provider that failed makes clients wait for, count against or "
            + "report the wrong one.",
        parameters: ["names": "The headers to judge; all that only the failed attempt had when absent."],
        holdsInControl: false,
        passing: [
            Example("the winner's", .headed("req-of-backup")), Example("the gateway's own", .headed("gw-1")),
            Example("one attempt only", .json("{}", received: "{}")),
        ],
        failing: [Example("the first's", .headed("req-of-primary"))],
        each: { round in
            guard let winner = round.answering, round.received.isSuccess else {
                return round.unanswered.map { [$0] } ?? []
            }
            return FailedHeaders.findings(round, winner: winner, names: round.names("names"))
        })
}

/// Headers that came from an attempt that did not answer.
enum FailedHeaders {
    /// Headers that any answer may have with the same value.
    private static let common: Set<String> = [
        "content-type", "content-length", "transfer-encoding", "date", "server", "connection", "cache-control",
    ]

    static func findings(_ round: Round, winner: Int, names: [String] = []) -> [Finding] {
        guard let received = round.received.head?.fields, let own = round.sent[winner].head?.fields else { return [] }
        let failed = round.sent.enumerated().filter { $0.offset != winner }.flatMap {
            $0.element.head?.fields.lines ?? []
        }
        return failed.filter { line in
            let isJudged =
                names.isEmpty
                ? !common.contains(line.name.lowercased()) && line.value.count >= 4
                : names.contains { $0.equalsIgnoringASCIICase(line.name) }
            return isJudged && received.all(line.name).contains(line.value) && !own.all(line.name).contains(line.value)
        }.map {
            Finding(
                .leaked, at: $0.name.lowercased(), expected: "not the failed attempt's", actual: Excerpt.of($0.value))
        }
    }
}

extension Trial {
    fileprivate static func headed(_ id: String) -> Trial {
        attempts(
            [
                .error(429, "No.", [HeaderField("x-request-id", "req-of-primary")]),
                Reply.json("{}", status: 200, [HeaderField("x-request-id", "req-of-backup")]).by(.backup),
            ], received: .json("{}", status: 200, [HeaderField("x-request-id", id)]))
    }
}
