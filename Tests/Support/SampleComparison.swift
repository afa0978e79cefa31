package import Results

/// Two versions of the sample's gateway: the second mends some cases, breaks others and is slower.
package enum SampleComparison {
    /// The older and the newer result.
    package static func pair() -> (before: RunResult, after: RunResult) {
        var before = SampleResult.make()
        before.bench = [bench(seed: 21, slower: 1)]
        var after = before
        after.target.version = "1.56.0"
        after.target.features.append("responses")
        after.started = "2026-11-28T07:40:00Z"
        after.suiteDigest = "sha256:77aa01bc"
        after.cases = after.cases.map(newer)
        after.properties[1].value = "3"
        after.properties[2] = PropertyRecord(name: "stream.idle.limit", value: "30", unit: "s")
        after.bench = [bench(seed: 22, slower: 1.4)]
        after.summary = Summary(cases: after.cases, strict: false, complete: true)
        return (before, after)
    }

    private static func newer(_ item: CaseRecord) -> CaseRecord {
        var item = item
        switch item.id {
        case "stream.framing.crlf", "errors.headers.retry-after":
            item.verdict = .pass
            item.findings = []
            item.evidence = nil
        case "tools.basic.parallel":
            item.verdict = .fail
            item.findings = [
                FindingRecord(
                    check: "stream.fold-equal", kind: "lost", place: "$.choices[0].message.tool_calls[1]",
                    expected: "two calls", actual: "one | call")
            ]
        case "errors.body.hostile": item.findings[0].actual = "an empty body"
        case "endpoints.responses.stream": item.verdict = .pass
        case "body.basic.large":
            item.verdict = .error
            item.reason = "the gateway was not reached"
        default: break
        }
        return item
    }

    private static func bench(seed: UInt64, slower: Double) -> BenchRecord {
        var random = SplitMix64(seed: seed)
        var record = SampleBench.record(slower: slower)
        for key in ["total", "ttft"] {
            let base = (0..<20).map { _ in 1 + 0.1 * random.unit() }
            for arm in ["direct", "gateway"] {
                let middle = record.arms[arm]?[key]?.p50 ?? 0
                let noise = arm == "direct" ? 0 : 0.02
                let medians = base.map { middle * $0 * (1 + noise * random.unit()) }
                record.arms[arm]?[key]?.rounds = ["p50": medians, "p90": medians.map { $0 * 1.35 }]
            }
        }
        return record
    }
}
