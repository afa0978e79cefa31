internal import Results

/// The sentence that a report starts with.
enum Headline {
    /// Such as `FAIL: 2 of 162 required cases fail`.
    static func sentence(_ result: RunResult) -> String {
        "\(word(result)): \(reasons(result).joined(separator: "; "))"
    }

    /// `PASS`, `FAIL`, `ERROR` or `INCOMPLETE`; of a benchmark alone `MEASURED` or `INVALID`.
    static func word(_ result: RunResult) -> String {
        if result.complete, result.cases.isEmpty, !result.bench.isEmpty {
            return result.bench.allSatisfy(\.generator.valid) ? "MEASURED" : "INVALID"
        }
        return result.complete ? result.summary.verdict.uppercased() : "INCOMPLETE"
    }

    /// What the word rests on, the weightiest first; never empty.
    static func reasons(_ result: RunResult) -> [String] {
        let all = Tally(name: "", cases: result.cases)
        if result.cases.isEmpty, !result.bench.isEmpty {
            let invalid = result.bench.filter { !$0.generator.valid }.count
            let profiles = Figure.count(result.bench.count, "load profile")
            return [invalid == 0 ? "\(profiles) measured" : "\(invalid) of \(profiles) not to be quoted"]
        }
        guard !result.cases.isEmpty else { return ["no case was run"] }
        var parts: [String] = []
        if !result.complete {
            parts.append("the run was interrupted after \(Figure.count(result.cases.count, "case"))")
        }
        if let reason = unmeasured(result) { return parts + ["nothing could be measured: \(reason)"] }
        return parts + [required(all)] + others(all)
    }

    /// Why a live run judged nothing, in the words of most of its cases; nil where it judged something.
    private static func unmeasured(_ result: RunResult) -> String? {
        let judged: [Verdict] = [.pass, .fail, .knownFailing, .unexpectedPass, .error]
        let left = result.cases.filter { $0.verdict == .notMeasurable }
        guard !left.isEmpty, !result.cases.contains(where: { judged.contains($0.verdict) }) else { return nil }
        let reasons = left.compactMap(\.reason)
        // What every live run leaves out explains nothing.
        let own = reasons.filter { !$0.contains(" needs ") }
        let counts = Dictionary(grouping: own.isEmpty ? reasons : own) { $0 }.mapValues(\.count)
        let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "no reason is told"
        return most.hasPrefix("live: ") ? String(most.dropFirst(6)) : most
    }

    private static func required(_ all: Tally) -> String {
        let judged = all.judged(level: "must")
        let failed = all.count(.fail, level: "must")
        let known = all.count(.knownFailing, level: "must")
        guard judged > 0 else { return "no required case applies" }
        if failed > 0 {
            return "\(failed) of \(Figure.count(judged, "required case")) \(failed == 1 ? "fails" : "fail")"
        }
        if known > 0 { return "\(judged - known) of \(judged) required cases pass, \(known) known to fail" }
        return judged == 1 ? "the one required case passes" : "all \(judged) required cases pass"
    }

    private static func others(_ all: Tally) -> [String] {
        var parts: [String] = []
        let errors = all.count(.error)
        let stale = all.count(.unexpectedPass)
        let advice = all.count(.fail, level: "should")
        if errors > 0 { parts.append("\(Figure.count(errors, "case")) could not be judged") }
        if stale > 0 {
            parts.append("\(Figure.count(stale, "case")) listed as known to fail \(stale == 1 ? "passes" : "pass")")
        }
        if advice > 0 { parts.append("\(Figure.count(advice, "recommended case")) \(advice == 1 ? "fails" : "fail")") }
        return parts
    }
}
