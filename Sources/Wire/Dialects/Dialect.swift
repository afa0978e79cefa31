/// How one official or widespread client reads a chat stream: a model of its known quirks (requirements.md §1).
package struct Dialect: Sendable {
    /// Such as `openai-python`.
    package let name: String
    /// The version that the model follows.
    package let version: String
    /// How the bytes become events.
    let decoding: DialectDecoding
    /// What the client does with one event.
    let step: @Sendable (DialectEvent) -> DialectStep
    /// What its accumulating helper does when a stream breaks the grammar.
    let effects: [DialectEffect]

    /// Every client that is modelled.
    package static let all: [Dialect] = [.openaiPython, .openaiNode, .openaiGo, .openaiJava, .langchain, .vercelAI]

    /// The model with that name.
    package static func named(_ name: String) -> Dialect? {
        all.first { $0.name == name }
    }

    /// The clients whose helper raises, loses or garbles something on this violation, sorted by name.
    package static func clients(brokenBy violation: GrammarViolation) -> [String] {
        all.filter { $0.effect(of: violation) != nil }.map(\.name).sorted()
    }

    /// What the client's accumulating helper does on this violation; nil when it takes no harm.
    package func effect(of violation: GrammarViolation) -> String? {
        effects.first { $0.applies(to: violation) }?.text
    }

    /// Reads an answer as the client does; `payload` is the body without its transfer coding.
    package func read(_ head: ResponseHead, _ payload: [UInt8], _ ending: Ending) -> DialectReading {
        if head.status >= 300 { return DialectReading(outcome: .error("HTTP status \(head.status)")) }
        var run = DialectRun(dialect: self)
        run.read(payload)
        return run.end(ending)
    }
}

/// What a client makes of a stream.
package struct DialectReading: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case complete
        /// The client raises; says what its user sees.
        case error(String)
        /// The loop ends at once, without an error and without a chunk.
        case emptyNoError
        /// The loop ends as if all were well, but a choice has no finish_reason.
        case looksCompleteButTruncated
    }

    package var outcome: Outcome
    /// The content of choice 0 that its user has when the stream ends.
    package var content: String
    /// Chunks handed to the user.
    package var chunks: [JSON]
    /// What the client loses or garbles without an error, and what its accumulating helper makes of it, in words.
    package var damage: [String]

    package init(outcome: Outcome, content: String = "", chunks: [JSON] = [], damage: [String] = []) {
        self.outcome = outcome
        self.content = content
        self.chunks = chunks
        self.damage = damage
    }
}

/// What a client's helper does on one kind of violation.
struct DialectEffect: Sendable {
    let rule: String
    /// How the subject of the violation must end; empty for any.
    let subject: String
    let text: String

    init(_ rule: String, _ subject: String = "", _ text: String) {
        self.rule = rule
        self.subject = subject
        self.text = text
    }

    func applies(to violation: GrammarViolation) -> Bool {
        violation.rule == rule && violation.subject.hasSuffix(subject)
    }
}
