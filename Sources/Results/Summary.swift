/// Counts by level and verdict, and the overall word.
package struct Summary: Codable, Sendable, Equatable {
    /// Level → verdict → number of cases.
    package var levels: [String: [String: Int]] = [:]
    /// `pass`, `fail` or `error`; `incomplete` while the run goes on.
    package var verdict = "incomplete"
    /// Required cases passed, of those that apply, 0 to 100.
    package var score: Double = 0

    package init() {}

    /// Counts the cases; `strict` makes a failed should count as a failure.
    package init(cases: [CaseRecord], strict: Bool, complete: Bool) {
        for item in cases {
            levels[item.level, default: [:]][item.verdict.rawValue, default: 0] += 1
        }
        let deciding = cases.filter { $0.level == "must" || strict && $0.level == "should" }
        let judged = deciding.filter { [.pass, .fail, .knownFailing, .unexpectedPass].contains($0.verdict) }
        let passed = judged.filter { $0.verdict == .pass || $0.verdict == .unexpectedPass }.count
        score = judged.isEmpty ? 0 : (Double(passed) / Double(judged.count) * 1000).rounded() / 10
        let isMeasured = cases.contains { [.pass, .fail, .knownFailing, .unexpectedPass].contains($0.verdict) }
        if cases.contains(where: { $0.verdict == .error }) {
            verdict = "error"
        } else if complete, !isMeasured, cases.contains(where: { $0.verdict == .notMeasurable }) {
            // What could not be measured is no pass.
            verdict = "error"
        } else if deciding.contains(where: { $0.verdict == .fail })
            || cases.contains(where: { $0.verdict == .unexpectedPass })
        {
            verdict = "fail"
        } else {
            verdict = complete ? "pass" : "incomplete"
        }
    }
}
