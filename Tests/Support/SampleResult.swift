package import Results

/// A result as a real run leaves it: made up, but the same every time.
package enum SampleResult {
    /// About seventy cases of every verdict, one failed stream with both ends' bytes, and a load profile.
    package static func make() -> RunResult {
        var result = RunResult(
            tool: .init(version: "0.1.0", commit: "82f0d02"), started: "2026-11-21T07:42:09Z",
            command: ["gateproof", "run", "--target", "acme", "--seed", "42"],
            machine: .init(os: "Linux", cpu: "AMD EPYC 7763", cores: 2, kernel: "6.8.0-48"),
            target: .init(
                name: "acme", version: "1.55.3", url: "http://127.0.0.1:4000/v1", lane: "passthrough",
                features: ["chat", "chat.stream", "failover", "tools"], configDigest: "sha256:9f2c41d0"))
        result.seconds = 41.7
        result.suiteDigest = "sha256:0b1e77aa"
        result.seed = 42
        result.cases = passing() + SampleFailures.all
        result.properties = [
            PropertyRecord(
                name: "body.size.limit", value: "10", unit: "MiB", caseID: "body.limits.large",
                note: "the largest body that came through"),
            PropertyRecord(name: "retry.attempts", value: "2", caseID: "failover.retry.count"),
            PropertyRecord(name: "stream.rechunk", value: "one write for each event", caseID: "stream.framing.rechunk"),
        ]
        result.bench = [SampleBench.record()]
        result.requirements = [
            RequirementRecord(
                id: "SSE-015", level: "must", text: "Lines of an event stream end with LF, CRLF or CR.",
                sources: ["WHATWG HTML 9.2.5"]),
            RequirementRecord(
                id: "FLOW-001", level: "must", text: "An event is passed on before the provider sends the next one.",
                sources: ["RFC 9112 7.1", "openai-python"]),
        ]
        result.complete = true
        result.summary = Summary(cases: result.cases, strict: false, complete: true)
        return result
    }

    /// The sample with every member that a result can have.
    package static func full() -> RunResult {
        var result = make()
        result.planHash = "fnv1a64:0"
        result.mode = RunResult.Mode.launched.rawValue
        result.tool.build = "release"
        result.machine.libc = "glibc 2.36"
        result.machine.libcurl = "7.88.1"
        result.cases[0].passages = [
            PassageRecord(
                exchange: 1, direction: "response", part: "event", kept: 7,
                differences: [.init(kind: "lost", place: "sent event 3", sent: "{}")])
        ]
        result.seconds = .infinity
        result.bench[0].interleaving = "one run"
        result.bench[0].generator.facts = [.init("client thread", 3, "% of a core")]
        result.bench[0].arms["direct"]?["ttft"]?.rounds = ["p50": [1, 2]]
        result.bench[0].arms["direct"]?["ttft"]?.histogram = HistogramCodec.encode(Histogram([1, 2, 3]))
        result.bench[0].arms["direct"]?["ttft"]?.formula = "first text - start"
        result.bench[0].arms["direct"]?["ttft"]?.low = 0.9
        result.bench[0].arms["direct"]?["ttft"]?.high = 1.1
        result.bench[0].contrasts = [
            .init(
                metric: "ttft", quantile: "p50", unit: "ms", arm: "gateway", against: "direct", estimate: 1, low: 0,
                high: .infinity, resolution: 0.1)
        ]
        result.bench[0].series = [
            BenchSeries(
                key: "cdf.ttft", title: "time to first token", x: .init("time", unit: "ms", logarithmic: true),
                y: .init("share"), lines: [.init(name: "direct", x: [1, 2], y: [0.5, 1])],
                marks: [.init(x: 1, text: "primary: 503")])
        ]
        result.bench[0].claims = [
            BenchClaim(
                header: "x-overhead", arm: "gateway", present: 3, count: 4, reported: 1, measured: 2, meaning: "all")
        ]
        return result
    }

    private static let topics: [(area: String, prefix: String, topics: [String])] = [
        ("body", "REQ", ["unknown-field", "numbers", "unicode", "order", "empty-content", "large"]),
        ("endpoints", "END", ["models", "embeddings", "unknown-path"]),
        ("errors", "ERR", ["status-400", "status-401", "status-404", "status-429", "status-500", "retry-after"]),
        ("failover", "FAIL", ["reset", "status-503", "status-429", "before-first-event", "not-after-first-event"]),
        ("failure", "CUT", ["mid-event", "before-done", "stall"]),
        ("headers", "HDR", ["request-id", "authorization", "hop-by-hop", "accept", "trace-context"]),
        ("http", "HTTP", ["keep-alive", "close-delimited", "chunk-extension", "trailers"]),
        ("security", "SEC", ["smuggling-te-cl", "key-redacted", "crlf-in-header"]),
        (
            "stream", "SSE",
            ["lf", "cr", "comment", "bom", "split-utf8", "lock-step", "done-once", "usage", "empty-choices"]
        ),
        ("tools", "TOOL", ["parallel", "arguments-split", "index", "finish-reason"]),
        ("usage", "USE", ["non-stream", "stream-option", "details"]),
    ]

    private static func passing() -> [CaseRecord] {
        var random = SplitMix64(seed: 42)
        return topics.flatMap { group in
            group.topics.enumerated().map { index, topic in
                let id = "\(group.area).basic.\(topic)"
                return CaseRecord(
                    id: id, title: title(topic), requirements: ["\(group.prefix)-0\(10 + index)"],
                    level: index % 4 == 3 ? "should" : index % 7 == 6 ? "info" : "must", verdict: .pass,
                    milliseconds: Double(random.next() % 40_000) / 1000 + 2, attempts: 1,
                    replay: "gateproof run --target acme --seed 42 --suite \(id)")
            }
        }
    }

    private static func title(_ topic: String) -> String {
        topic.prefix(1).uppercased() + topic.dropFirst().replacing("-", with: " ") + " comes through"
    }
}
