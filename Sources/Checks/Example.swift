/// A trial that shows a check passing or failing; it is the check's test and its documentation.
package struct Example: Sendable {
    package let name: String
    /// Built when asked for, so that a catalogue of hundreds of examples costs nothing at start.
    private let build: @Sendable () -> Trial

    package init(_ name: String, _ trial: @autoclosure @escaping @Sendable () -> Trial) {
        self.name = name
        build = trial
    }

    package var trial: Trial { build() }
}
