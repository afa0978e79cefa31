/// What a provider says to every request of a benchmark: made once, and the same bytes each time.
package enum PreparedAnswer: Sendable, Equatable {
    /// A whole completion whose body has so many bytes (more when the envelope alone is larger).
    case json(bytes: Int)
    case stream(Pace)
    /// A stream whose text is the arguments of one tool call.
    case tools(Pace)

    /// The schedule of a stream: event k is due `first + (k - 1) * every` after the request was read.
    package struct Pace: Sendable, Equatable {
        package var firstNanoseconds: Int64
        package var everyNanoseconds: Int64
        /// Events with content; the finishing events follow the last one at once.
        package var events: Int
        /// Bytes of content in each event.
        package var contentBytes: Int
        /// The text names the provider and the request (`AnswerSignature`).
        package var isSigned = false

        package init(firstNanoseconds: Int64, everyNanoseconds: Int64, events: Int, contentBytes: Int = 8) {
            self.firstNanoseconds = firstNanoseconds
            self.everyNanoseconds = everyNanoseconds
            self.events = max(1, events)
            self.contentBytes = max(1, contentBytes)
        }

        /// The content of event `index` (from 1): its number, so that a text shows where it comes from.
        package func content(ofEvent index: Int) -> String {
            let digits = String(index)
            let word = "w" + String(repeating: "0", count: max(0, contentBytes - digits.count - 2)) + digits + " "
            return String(word.suffix(contentBytes))
        }

        /// The content bytes that a client has when it has everything up to event `index`.
        package func contentEnd(ofEvent index: Int) -> Int {
            index * contentBytes
        }
    }

    /// Stamps of writes that one request needs: of the head, and of each event.
    package var stamps: Int {
        switch self {
        case .json: 1
        case .stream(let pace), .tools(let pace): pace.events + 1
        }
    }

    /// The schedule of a stream; nil for a JSON answer.
    package var pace: Pace? {
        switch self {
        case .json: nil
        case .stream(let pace), .tools(let pace): pace
        }
    }
}
