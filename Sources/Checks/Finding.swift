/// One deviation, with what is needed to believe it.
package struct Finding: Sendable, Equatable {
    package enum Class: String, Sendable, CaseIterable {
        case hiddenFailure = "hidden failure"
        case invented, altered, lost, duplicated, reordered, delayed, held, leaked, malformed, refused
        /// The gateway did what it must not, or not what it must, outside the bytes of an answer (attempts, closes).
        case behaviour
    }

    package var kind: Class
    /// A JSON path, header name, event number or byte offset.
    package var place: String
    package var expected: String
    package var actual: String
    /// Official clients that break on it, such as `openai-python`.
    package var clients: [String]

    package init(_ kind: Class, at place: String, expected: String, actual: String, clients: [String] = []) {
        self.kind = kind
        self.place = place
        self.expected = expected
        self.actual = actual
        self.clients = clients
    }
}
