/// A gateway's own word about its overhead, beside what was measured.
package struct BenchClaim: Codable, Sendable, Equatable {
    /// The response header.
    package var header: String
    package var arm: String
    /// Requests whose answer had it, and all that were looked at.
    package var present: Int
    package var count: Int
    /// Milliseconds, medians: what the header says, and what was measured beside it.
    package var reported: Double
    package var measured: Double
    /// What the header counts, in words.
    package var meaning: String

    package init(
        header: String, arm: String, present: Int, count: Int, reported: Double, measured: Double, meaning: String
    ) {
        self.header = header
        self.arm = arm
        self.present = present
        self.count = count
        self.reported = reported
        self.measured = measured
        self.meaning = meaning
    }
}
