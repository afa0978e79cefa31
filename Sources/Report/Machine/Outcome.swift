internal import Results

/// What a case means to tools that know only passed, failed and skipped.
///
/// It agrees with the exit code: a recommended case fails a build only in a strict run.
enum Outcome: Equatable {
    case passed
    case failed
    /// The harness could not judge.
    case broken
    /// Failed, but must not fail the build.
    case tolerated(String)
    case skipped(String)

    init(_ item: CaseRecord, strict: Bool) {
        let reason = item.reason ?? ""
        switch item.verdict {
        case .pass: self = .passed
        case .fail where item.level == "must" || strict && item.level == "should": self = .failed
        case .fail: self = .tolerated(item.level == "info" ? "a characteristic, never a failure" : "recommended only")
        case .unexpectedPass: self = .failed
        case .error: self = .broken
        case .knownFailing: self = .tolerated("known to fail: \(reason)")
        case .notApplicable, .notMeasurable, .blocked: self = .skipped("\(item.verdict.words): \(reason)")
        }
    }
}

extension RunResult {
    /// Whether recommended cases count, as the command line of the run says.
    var isStrict: Bool { command.contains("--strict") }
}

extension CaseRecord {
    /// One sentence for each finding; the reason where there is none.
    var explanation: [String] {
        let lines = findings.map { finding in
            let place = finding.place.isEmpty ? "" : " at \(finding.place)"
            return "\(finding.kind)\(place): expected \(finding.expected), got \(finding.actual)"
        }
        return lines.isEmpty ? [reason ?? verdict.words] : lines
    }
}
