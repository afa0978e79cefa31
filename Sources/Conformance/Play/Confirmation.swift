internal import Results

/// Findings that a busy machine can cause, and that are therefore believed only when they come again (method.md §6).
///
/// These checks measure how long something took, or gave up waiting for a cause after a time.
enum Confirmation {
    /// Plays after the first, at most.
    static let limit = 2

    private static let timed: Set<String> = [
        "stream.not-held", "stream.not-delayed", "failure.cancel-propagated", "failure.bounded",
        "http.expect-continue", "failover.retry-after-honoured",
    ]

    /// Whether nothing but time speaks against the gateway.
    static func isNeeded(_ findings: [FindingRecord]) -> Bool {
        !findings.isEmpty && findings.allSatisfy { timed.contains($0.check) }
    }
}
