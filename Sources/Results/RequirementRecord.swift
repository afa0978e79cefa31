/// A rule that cases of the run decide, so that a report can quote it without the suites at hand.
package struct RequirementRecord: Codable, Sendable, Equatable {
    package var id: String
    /// `must`, `should` or `info`.
    package var level: String
    /// The rule as one sentence.
    package var text: String
    package var sources: [String]

    package init(id: String, level: String, text: String, sources: [String]) {
        self.id = id
        self.level = level
        self.text = text
        self.sources = sources
    }
}
