package import Wire

/// One thing that a provider does; a behaviour is a list of them, played in order.
///
/// Texts may hold `${…}` place-holders, filled in by the provider: `${model}` (its own model name), `${provider}`
/// (`primary` or `backup`), `${key}` (its own key), `${nonce}` (of the marker), `${id}` (a response id, constant per
/// attempt), `${attempt}`, `${words}` (unique marker words of this provider).
package enum Step: Sendable, Equatable, Codable {
    // MARK: head
    case head(Head)
    /// A 1xx head before the final one.
    case interim(status: Int, fields: HeaderFields)

    // MARK: body; each is one *event* for stamps and lock-step, except `comment`, `control` and `trailers`
    /// A JSON text sent as one SSE event.
    case data(String)
    /// An SSE event with a name.
    case namedEvent(name: String, data: String)
    case done
    /// `: text` and a line end; with `blank` a blank line too.
    case comment(text: String, blank: Bool)
    /// Lines such as `retry: 3000`, each followed by a line end; with `blank` a blank line too.
    case control(lines: [String], blank: Bool)
    /// Exactly these bytes, in no SSE dress.
    case bytes([UInt8])
    /// So many bytes of filler: text content in chunk events of `size` bytes each.
    case filler(events: Int, size: Int)
    /// These steps so many times; `${n}` counts from 1.
    case `repeat`(count: Int, steps: [Step])

    // MARK: time
    /// A pause against the absolute schedule of this attempt.
    case wait(milliseconds: Int)
    /// Writes no more until the client has received everything up to the event with this number (0: the last one written).
    case awaitClient(event: Int)
    /// Writes no more until the gateway closes its side, at most so long.
    case awaitClose(milliseconds: Int)

    // MARK: end
    /// Ends the body as its framing demands (last chunk, trailers; FIN when close-delimited).
    case end(trailers: HeaderFields)
    /// FIN at once, whatever the framing still owes.
    case close
    /// RST (linger 0) at once.
    case reset
    /// Nothing more is ever written; the connection stays open until the gateway leaves.
    case stall

    /// The final response head.
    package struct Head: Sendable, Equatable, Codable {
        package var status: Int
        package var reason: String?
        package var version: String
        /// Framing fields (Content-Length, Transfer-Encoding, Connection) are added from `Encoding.framing` unless named.
        package var fields: HeaderFields
        /// Sends exactly these bytes as the head.
        package var verbatim: [UInt8]?
        /// Fields that are left out although the framing would add them.
        package var without: [String]

        package init(
            status: Int = 200, reason: String? = nil, version: String = "HTTP/1.1", fields: HeaderFields = [],
            verbatim: [UInt8]? = nil, without: [String] = []
        ) {
            self.status = status
            self.reason = reason
            self.version = version
            self.fields = fields
            self.verbatim = verbatim
            self.without = without
        }
    }
}

/// What a provider does before it reads, or in place of answering, a connection.
package enum ConnectionFault: String, Sendable, CaseIterable, Equatable, Codable {
    case none
    /// The port is closed while the case runs.
    case refuse
    /// RST as soon as the request has been read.
    case resetAfterRequest = "reset-after-request"
    /// RST as soon as the request head has been read.
    case resetAfterHead = "reset-after-head"
    /// FIN as soon as the request has been read.
    case closeAfterRequest = "close-after-request"
    /// Reads the request and never answers.
    case silent
    /// Never reads.
    case deaf
}
