/// Everything the client saw of one exchange; never changed after the exchange ended.
package struct ClientRecord: Sendable {
    package var request: ClientRequest
    /// The request head as it was put on the wire.
    package var sentHead: [UInt8]
    /// `c1`: the exchange was handed to the client.
    package var started: Instant
    /// `c2`: connection ready, nothing sent yet (libcurl's PREREQ); nil when there was no connection.
    package var ready: Instant?
    /// 1xx answers before the final head.
    package var interim: [ResponseHead]
    /// The final head; nil when none arrived.
    package var head: ResponseHead?
    /// The bytes of all heads, as received.
    package var headBytes: [UInt8]
    /// When the first header line of the final head was read.
    package var headAt: Instant?
    /// All bytes after the final head, transfer coding included, read by read.
    package var body: Transcript
    package var ending: Ending
    package var ended: Instant
    package var connection: Connection

    /// Facts about the connection that carried the exchange.
    package struct Connection: Sendable, Equatable {
        package var reused: Bool
        /// Nanoseconds of TCP connect; 0 when reused.
        package var connectNanoseconds: Int64
        package var localPort: Int

        package init(reused: Bool = false, connectNanoseconds: Int64 = 0, localPort: Int = 0) {
            self.reused = reused
            self.connectNanoseconds = connectNanoseconds
            self.localPort = localPort
        }
    }

    package init(
        request: ClientRequest, sentHead: [UInt8] = [], started: Instant, ready: Instant? = nil,
        interim: [ResponseHead] = [], head: ResponseHead? = nil, headBytes: [UInt8] = [], headAt: Instant? = nil,
        body: Transcript = Transcript(), ending: Ending, ended: Instant, connection: Connection = Connection()
    ) {
        self.request = request
        self.sentHead = sentHead
        self.started = started
        self.ready = ready
        self.interim = interim
        self.head = head
        self.headBytes = headBytes
        self.headAt = headAt
        self.body = body
        self.ending = ending
        self.ended = ended
        self.connection = connection
    }
}

/// How an exchange ended, as the client's connection saw it.
package enum Ending: Sendable, Equatable {
    /// The framing said that the body was complete (last chunk, Content-Length reached, no body).
    case complete
    /// A close-delimited body ended with FIN: complete or cut, HTTP cannot tell.
    case closed
    /// FIN before Content-Length was reached; `missing` bytes.
    case shortBody(missing: Int)
    /// FIN before the last chunk.
    case missingLastChunk
    /// RST while the answer was awaited or read.
    case reset
    /// FIN before a final head.
    case noAnswer
    case refused
    /// Our own time limit ran out.
    case timedOut
    /// The client gave up as its behaviour asked.
    case aborted
    /// One of `ClientLimits` was passed; says which.
    case limit(String)
    /// Bytes that are no HTTP; says what is wrong.
    case malformed(String)
    /// Anything else that libcurl reports.
    case failed(String)
}
