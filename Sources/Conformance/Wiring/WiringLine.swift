/// One statement of a check of the wiring.
package struct WiringLine: Sendable, Equatable {
    package enum Outcome: String, Sendable {
        case right
        /// Verdicts would be wrong; `advice` says what to change.
        case wrong
        /// It could not be found out, or does not matter for every case.
        case unsure
    }

    package var outcome: Outcome
    package var text: String
    /// What to change; nil when nothing has to be.
    package var advice: String?

    static func right(_ text: String) -> WiringLine {
        WiringLine(outcome: .right, text: text)
    }

    static func wrong(_ text: String, _ advice: String) -> WiringLine {
        WiringLine(outcome: .wrong, text: text, advice: advice)
    }

    static func unsure(_ text: String, _ advice: String) -> WiringLine {
        WiringLine(outcome: .unsure, text: text, advice: advice)
    }
}
