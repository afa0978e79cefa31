/// A chat completion stream read by the state machine of requirements.md §2.
package struct ChatStream: Sendable {
    /// How the stream ended, as far as its events tell.
    package enum Outcome: Sendable, Equatable {
        /// `[DONE]` after every choice had finished.
        case accepted
        /// An event with a top-level error; holds the value of `error`.
        case signalledFailure(JSON)
        /// No `[DONE]`, or one before every choice had finished: only the end of the transport can tell a client.
        case silentTruncation
        /// No event at all, but lines of something else, such as plain JSON or HTML.
        case notAStream
    }

    package var fold = Fold()
    package var violations: [GrammarViolation] = []
    package var outcome = Outcome.silentTruncation
    /// One entry for each data event, in order.
    package var events: [ChatEvent] = []
    /// Every choice that was asked for, and every one that came, has its finish_reason.
    package var isFinished = false
    /// `[DONE]` came.
    package var isDone = false

    /// Content units after each event, counted as `ContentUnits` does.
    package var contentEnds: [Int] {
        events.map(\.content.upperBound)
    }

    /// Reads a decoded event stream; `choices` is the `n` of the request.
    package static func read(_ sse: SSEStream, choices n: Int = 1) -> ChatStream {
        var reader = ChatReader(choices: n)
        for event in sse.events {
            reader.read(event)
        }
        return reader.end(of: sse)
    }
}

/// What one data event of a chat stream is.
package struct ChatEvent: Sendable {
    package enum Kind: Sendable, Equatable {
        case chunk
        case done
        case error
        /// Not JSON, or JSON that is no object.
        case malformed
    }

    package var kind: Kind
    /// The decoded data; nil for `[DONE]` and for what is no JSON.
    package var json: JSON?
    /// The event in the payload.
    package var range: Range<Int>
    /// The content units that it carries, counted from the start of the stream.
    package var content: Range<Int>
}
