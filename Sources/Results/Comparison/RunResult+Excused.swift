extension RunResult {
    /// The result as a gate sees it: what the baseline fails too counts as known to fail.
    ///
    /// For tools that decide a build by the failures in a report, so that they agree with the gate's exit code.
    package func excused(by baseline: RunResult) -> RunResult {
        let failedBefore = Set(baseline.cases.filter { [.fail, .knownFailing].contains($0.verdict) }.map(\.id))
        var result = self
        for index in cases.indices where cases[index].verdict == .fail && failedBefore.contains(cases[index].id) {
            result.cases[index].verdict = .knownFailing
            result.cases[index].reason = "it fails in the baseline too"
        }
        result.summary = Summary(cases: result.cases, strict: command.contains("--strict"), complete: complete)
        return result
    }
}
