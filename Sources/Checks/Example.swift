/// A trial that shows a check passing or failing; it is the check's test and its documentation.
package struct Example: Sendable {
    package let name: String
    package let trial: Trial

    package init(_ name: String, _ trial: Trial) {
        self.name = name
        self.trial = trial
    }
}
