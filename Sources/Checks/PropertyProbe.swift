/// A measurement of something that is neither right nor wrong: a policy, a limit, a size.
package struct PropertyProbe: Sendable {
    /// `area.detail`, such as `attempts.per-call`; never reused or renamed.
    package let id: String
    package let title: String
    /// How the measurements of many trials become one value.
    package let combine: Combination
    /// Trials with the value that the probe must measure in each; nil where it measures nothing.
    package let examples: [Measured]
    /// Nil when the trial says nothing about it.
    package let measure: @Sendable (Trial) -> Measurement?

    package enum Combination: Sendable {
        /// The value that most trials showed.
        case commonest
        /// The highest number; a word, such as `never`, is higher than any.
        case highest
        /// The number in the middle.
        case median
        /// Everything that any trial showed; values are lists with commas.
        case union
        /// Each value with the subjects that showed it, as in `1 primary: 400, 404`.
        case grouped
    }

    /// A value with its unit.
    package struct Measurement: Sendable, Equatable {
        package var value: String
        /// Such as `ms` or `bytes`; empty for a word or a count.
        package var unit: String
        /// What is kept apart from other trials, as a last word of the name, such as `failover`; empty for nothing.
        package var scope: String
        /// What the value belongs to where values are grouped, such as `503`.
        package var subject: String

        package init(_ value: String, unit: String = "", scope: String = "", subject: String = "") {
            self.value = value
            self.unit = unit
            self.scope = scope
            self.subject = subject
        }

        package init(_ value: Int, unit: String = "", scope: String = "") {
            self.init(String(value), unit: unit, scope: scope)
        }

        /// A list with commas, or `none`.
        package init(list: some Sequence<String>) {
            let items = Set(list).sorted()
            self.init(items.isEmpty ? "none" : items.joined(separator: ", "))
        }
    }

    /// An example and what it measures.
    package struct Measured: Sendable {
        package let example: Example
        package let expected: Measurement?

        package init(_ name: String, _ expected: Measurement?, _ trial: @autoclosure @escaping @Sendable () -> Trial) {
            example = Example(name, trial())
            self.expected = expected
        }
    }

    package init(
        id: String, title: String, combine: Combination = .commonest, examples: [Measured],
        measure: @escaping @Sendable (Trial) -> Measurement?
    ) {
        self.id = id
        self.title = title
        self.combine = combine
        self.examples = examples
        self.measure = measure
    }
}
