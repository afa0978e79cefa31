/// How one official or widespread client reads a chat stream: a model of its documented quirks (requirements.md §1).
package struct Dialect: Sendable {
    /// Such as `openai-python`.
    package let name: String
    /// The version that the model follows.
    package let version: String
    private let reader: @Sendable (StreamBytes) -> DialectReading

    /// The bytes that a client reads, and how they ended.
    package struct StreamBytes: Sendable {
        package var head: ResponseHead
        package var payload: [UInt8]
        package var ending: Ending
    }

    package init(name: String, version: String, reader: @escaping @Sendable (StreamBytes) -> DialectReading) {
        self.name = name
        self.version = version
        self.reader = reader
    }

    /// Reads an answer as the client does; `payload` is the body without its transfer coding.
    package func read(_ head: ResponseHead, _ payload: [UInt8], _ ending: Ending) -> DialectReading {
        reader(StreamBytes(head: head, payload: payload, ending: ending))
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
        /// The loop ends as if all were well, but the answer was cut.
        case looksCompleteButTruncated
    }

    package var outcome: Outcome
    /// The content of choice 0 that its user has when the stream ends.
    package var content: String
    /// Chunks handed to the user.
    package var chunks: [JSON]
    /// What the client loses or garbles without an error, in words.
    package var damage: [String]

    package init(outcome: Outcome, content: String = "", chunks: [JSON] = [], damage: [String] = []) {
        self.outcome = outcome
        self.content = content
        self.chunks = chunks
        self.damage = damage
    }
}
