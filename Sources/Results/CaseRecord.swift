/// What one case came to.
package struct CaseRecord: Codable, Sendable, Equatable {
    package var id: String
    package var title: String
    /// The first decides the level.
    package var requirements: [String]
    /// `must`, `should` or `info`.
    package var level: String
    package var verdict: Verdict
    /// Why the verdict is not pass or fail: the missing feature, the failed dependency, the reason of the known failure.
    package var reason: String?
    package var milliseconds: Double
    /// Requests that reached the providers.
    package var attempts: Int
    package var findings: [FindingRecord]
    package var evidence: Evidence?
    /// What was kept and what was not, part by part, where evidence is kept; absent in files written without it.
    package var passages: [PassageRecord]?
    /// A one-line command that plays the case again.
    package var replay: String

    package init(
        id: String, title: String, requirements: [String], level: String, verdict: Verdict, reason: String? = nil,
        milliseconds: Double = 0, attempts: Int = 0, findings: [FindingRecord] = [], evidence: Evidence? = nil,
        replay: String = ""
    ) {
        self.id = id
        self.title = title
        self.requirements = requirements
        self.level = level
        self.verdict = verdict
        self.reason = reason
        self.milliseconds = milliseconds
        self.attempts = attempts
        self.findings = findings
        self.evidence = evidence
        self.replay = replay
    }
}

/// The outcome of a case, mildest first; a group has the worst of its members.
package enum Verdict: String, Codable, Sendable, CaseIterable, Comparable {
    case pass
    /// The target does not declare a feature that the case needs.
    case notApplicable = "not-applicable"
    /// The mode of the run cannot show it: a real provider stood behind the gateway, or a cap was reached.
    case notMeasurable = "not-measurable"
    /// A case that this one depends on did not pass.
    case blocked
    /// Fails, and is listed as known to fail.
    case knownFailing = "known-failing"
    /// Listed as known to fail, and passes: the list is stale.
    case unexpectedPass = "unexpected-pass"
    case fail
    /// The harness could not judge: the control run failed, a provider broke.
    case error

    package static func < (left: Verdict, right: Verdict) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}

/// One deviation.
package struct FindingRecord: Codable, Sendable, Equatable {
    package var check: String
    package var kind: String
    package var place: String
    package var expected: String
    package var actual: String
    package var clients: [String]

    package init(check: String, kind: String, place: String, expected: String, actual: String, clients: [String] = []) {
        self.check = check
        self.kind = kind
        self.place = place
        self.expected = expected
        self.actual = actual
        self.clients = clients
    }
}
