/// One place where a stream breaks the grammar of requirements.md §2.
package struct GrammarViolation: Sendable, Equatable {
    /// The requirement, such as `STREAM-010`.
    package var rule: String
    /// Counts the data events of the stream from 1; 0 for the stream as a whole.
    package var event: Int
    /// What of the stream it is about, such as `choices[0].tool_calls[1]`; empty for the stream as a whole.
    package var subject: String
    package var message: String

    package init(rule: String, event: Int, subject: String = "", message: String) {
        self.rule = rule
        self.event = event
        self.subject = subject
        self.message = message
    }

    /// Those of `received` that `sent` does not already show for the same rule and subject: the blame rule (§0).
    ///
    /// Events are not compared by number, since a gateway may merge and split them.
    package static func introduced(sent: [GrammarViolation], received: [GrammarViolation]) -> [GrammarViolation] {
        received.filter { violation in
            !sent.contains { $0.rule == violation.rule && $0.subject == violation.subject }
        }
    }
}
