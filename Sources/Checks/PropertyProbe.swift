/// A measurement of something that is neither right nor wrong: a policy, a limit, a size.
package struct PropertyProbe: Sendable {
    /// `area.detail`, such as `attempts.per-call`; never reused or renamed.
    package let id: String
    package let title: String
    /// Trials with the value that the probe must measure in each; nil where it measures nothing.
    package let examples: [Measured]
    /// Nil when the trial says nothing about it.
    package let measure: @Sendable (Trial) -> Measurement?

    /// A value with its unit.
    package struct Measurement: Sendable, Equatable {
        package var value: String
        /// Such as `ms` or `bytes`; empty for a word or a count.
        package var unit: String

        package init(_ value: String, unit: String = "") {
            self.value = value
            self.unit = unit
        }

        package init(_ value: Int, unit: String = "") {
            self.init(String(value), unit: unit)
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
        id: String, title: String, examples: [Measured], measure: @escaping @Sendable (Trial) -> Measurement?
    ) {
        self.id = id
        self.title = title
        self.examples = examples
        self.measure = measure
    }
}
