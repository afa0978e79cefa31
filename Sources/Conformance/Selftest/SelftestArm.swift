/// One gateway that the suite is held against to prove the suite itself.
package struct SelftestArm: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// The correct gateway; nothing may fail.
        case clean
        /// An allowed transformation; nothing may fail.
        case benign
        /// A deliberate fault; the checks that it names must find it.
        case defect
    }

    package var kind: Kind
    package var id: String
    package var title: String
    /// The requirements that a defect violates.
    package var requirements: [String]
    /// The checks that must find a defect.
    package var checks: [String]

    /// Plays the slow cases in place of the quick ones; for the clean gateway only.
    package var isSlow = false

    package init(_ kind: Kind, id: String, title: String, requirements: [String] = [], checks: [String] = []) {
        self.kind = kind
        self.id = id
        self.title = title
        self.requirements = requirements
        self.checks = checks
    }
}
