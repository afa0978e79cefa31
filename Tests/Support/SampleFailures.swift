internal import Results

/// The cases of the sample that did not simply pass.
enum SampleFailures {
    static var all: [CaseRecord] {
        [crlf, held, hostile, retryAfter, known, stale, broken, notApplicable, blocked, characteristic]
    }

    private static func replay(_ id: String) -> String {
        "gateproof run --target acme --seed 42 --suite \(id)"
    }

    private static var crlf: CaseRecord {
        CaseRecord(
            id: "stream.framing.crlf", title: "CRLF line ends are understood", requirements: ["SSE-015", "STREAM-001"],
            level: "must", verdict: .fail, milliseconds: 48.2, attempts: 1,
            findings: [
                FindingRecord(
                    check: "stream.fold-equal", kind: "lost", place: "$.choices[0].message.content",
                    expected: "\"Hé 北京🙂 is a city of many words.\"", actual: "\"Hé 北京🙂 is a city of words.\"",
                    clients: ["openai-python", "openai-node", "langchain"]),
                FindingRecord(
                    check: "stream.done-once", kind: "duplicated", place: "event 14", expected: "[DONE] once",
                    actual: "[DONE] twice"),
            ],
            evidence: SampleEvidence.stream(), replay: replay("stream.framing.crlf"))
    }

    private static var held: CaseRecord {
        CaseRecord(
            id: "stream.flow.lock-step", title: "An event is passed on before the next one exists",
            requirements: ["FLOW-001"], level: "must", verdict: .fail, milliseconds: 2003.5, attempts: 1,
            findings: [
                FindingRecord(
                    check: "stream.lock-step", kind: "held", place: "event 3",
                    expected: "event 3 while the provider waits",
                    actual: "nothing until the next event; 214 bytes held back")
            ],
            evidence: SampleEvidence.stream(held: true), replay: replay("stream.flow.lock-step"))
    }

    /// A gateway that tries to write into the report.
    private static var hostile: CaseRecord {
        CaseRecord(
            id: "errors.body.hostile", title: "Error bodies are passed on", requirements: ["ERR-030"], level: "must",
            verdict: .fail, milliseconds: 5.1, attempts: 1,
            findings: [
                FindingRecord(
                    check: "body.equal", kind: "altered", place: "body byte 0",
                    expected: "{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit\"}}",
                    actual: "<script>alert(1)</script>\u{1B}[2J\u{202E}</td> & \"quoted\" ]]> {{x}} \u{0}")
            ],
            evidence: SampleEvidence.hostile(), replay: replay("errors.body.hostile"))
    }

    private static var retryAfter: CaseRecord {
        CaseRecord(
            id: "errors.headers.retry-after", title: "Retry-After is passed on", requirements: ["ERR-012"],
            level: "should", verdict: .fail, milliseconds: 6, attempts: 3,
            findings: [
                FindingRecord(
                    check: "headers.kept", kind: "lost", place: "retry-after", expected: "retry-after: 7",
                    actual: "no such field")
            ], replay: replay("errors.headers.retry-after"))
    }

    private static var known: CaseRecord {
        CaseRecord(
            id: "tools.stream.index", title: "Tool call indexes are kept", requirements: ["TOOL-004"], level: "must",
            verdict: .knownFailing, reason: "renumbers parallel calls, https://example.org/acme/issues/7",
            milliseconds: 22, attempts: 1,
            findings: [
                FindingRecord(
                    check: "stream.fold-equal", kind: "altered", place: "$.choices[0].message.tool_calls[1].index",
                    expected: "1", actual: "0", clients: ["openai-node"])
            ], replay: replay("tools.stream.index"))
    }

    private static var stale: CaseRecord {
        CaseRecord(
            id: "usage.stream.last", title: "Usage comes in the last chunk", requirements: ["USE-002"], level: "should",
            verdict: .unexpectedPass, reason: "listed as known to fail on line 4 of known-failing.txt; remove the line",
            milliseconds: 19, attempts: 1, replay: replay("usage.stream.last"))
    }

    private static var broken: CaseRecord {
        CaseRecord(
            id: "failure.reset.mid-stream", title: "A reset mid-stream is an error", requirements: ["CUT-003"],
            level: "must", verdict: .error, reason: "the control run failed: the provider's port was taken",
            milliseconds: 1, replay: replay("failure.reset.mid-stream"))
    }

    private static var notApplicable: CaseRecord {
        CaseRecord(
            id: "endpoints.responses.stream", title: "Responses stream", requirements: ["END-009"], level: "must",
            verdict: .notApplicable, reason: "the target does not declare responses.stream")
    }

    private static var blocked: CaseRecord {
        CaseRecord(
            id: "failover.stream.after-error-event", title: "An error event does not fail over",
            requirements: ["FAIL-021"], level: "should", verdict: .blocked, reason: "depends on stream.framing.crlf")
    }

    private static var characteristic: CaseRecord {
        CaseRecord(
            id: "stream.framing.rechunk", title: "Writes keep their borders", requirements: ["STREAM-030"],
            level: "info", verdict: .fail, milliseconds: 15, attempts: 1,
            findings: [
                FindingRecord(
                    check: "stream.writes", kind: "reordered", place: "write 4", expected: "17 writes",
                    actual: "14 writes")
            ], replay: replay("stream.framing.rechunk"))
    }
}
