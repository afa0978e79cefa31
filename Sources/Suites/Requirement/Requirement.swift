/// A numbered rule of `suites/requirements.yaml`.
package struct Requirement: Sendable, Equatable {
    /// Such as `SSE-015`.
    package var id: String
    package var level: Level
    /// The rule as one sentence.
    package var text: String
    package var sources: [String]
    /// Why no case decides it yet; nil where one does or should.
    package var uncovered: String?

    package init(id: String, level: Level, text: String, sources: [String], uncovered: String? = nil) {
        self.id = id
        self.level = level
        self.text = text
        self.sources = sources
        self.uncovered = uncovered
    }
}

/// How much a violation matters.
package enum Level: String, Sendable, CaseIterable, Comparable {
    /// Breaks or silently corrupts a standard client.
    case must
    /// Loses information, money or time.
    case should
    /// A characteristic to report, never a failure.
    case info

    package static func < (left: Level, right: Level) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}
