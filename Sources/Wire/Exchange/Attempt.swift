/// Which of the two mock providers.
package enum ProviderRole: String, Sendable, Hashable, Codable, CaseIterable {
    case primary
    case backup
}

/// One request as a provider saw and answered it: an entry of its journal.
package struct Attempt: Sendable, Codable {
    package var provider: ProviderRole
    /// 1 for the first request with this marker at this provider.
    package var number: Int
    /// Counts the provider's accepted connections from 1.
    package var connection: Int
    /// Counts the requests on that connection from 1.
    package var requestOnConnection: Int
    package var marker: String?
    package var script: String

    package var accepted: Instant
    /// `u0`: the first byte of the request was read.
    package var firstByte: Instant
    package var headRead: Instant?
    /// `u1`: the request was read whole.
    package var bodyRead: Instant?
    package var head: RequestHead
    package var headBytes: [UInt8]
    /// The request body with its transfer coding removed.
    package var body: [UInt8]
    /// Bytes of the request body; more than `body` holds when it was too long to keep.
    package var bodyBytes: Int
    /// The request body's framing: `chunked`, `length` or `none`.
    package var framing: String

    /// Interim and final response head as written; empty when the script never wrote one.
    package var sentHeadBytes: [UInt8]
    /// The final response head, parsed from what was written.
    package var sentHead: ResponseHead?
    package var headWritten: Instant?
    /// Body bytes handed to the kernel, transfer coding included, write by write; stamps are taken before each write.
    package var sentBody: Transcript
    /// One entry per event step: which event, when, and the range of its bytes in the *payload* (coding removed).
    package var events: [EventWrite]
    /// Body bytes that the kernel accepted.
    package var acceptedBytes: Int
    package var lockstep: [LockstepWait]
    package var ending: ScriptEnding
    /// When the script had played its last step.
    package var ended: Instant?
    package var peerClose: PeerClose?

    package struct EventWrite: Sendable, Equatable, Codable {
        /// Counts the script's event steps from 1.
        package var index: Int
        package var at: Instant
        package var payload: Range<Int>

        package init(index: Int, at: Instant, payload: Range<Int>) {
            self.index = index
            self.at = at
            self.payload = payload
        }
    }

    /// One wait of the provider for the client (`await-client`).
    package struct LockstepWait: Sendable, Equatable, Codable {
        /// The event that the client had to have received.
        package var event: Int
        package var began: Instant
        /// When the client reported it; nil when the wait ran into its limit: the event was *held*.
        package var released: Instant?
        /// Body bytes written before the wait.
        package var bytesBefore: Int

        package init(event: Int, began: Instant, released: Instant?, bytesBefore: Int) {
            self.event = event
            self.began = began
            self.released = released
            self.bytesBefore = bytesBefore
        }
    }

    /// How the script left the connection.
    package enum ScriptEnding: String, Sendable, Codable {
        /// The answer was complete as its framing demands.
        case complete
        /// FIN before the answer was complete.
        case closed
        case reset
        /// Nothing more was written, the connection left open.
        case stalled
        /// The gateway closed first.
        case abandoned
        case playing
    }

    /// When and how the gateway's side of the connection went away.
    package struct PeerClose: Sendable, Equatable, Codable {
        package var at: Instant
        package var reset: Bool
        /// Body bytes accepted by the kernel up to then.
        package var acceptedBytes: Int

        package init(at: Instant, reset: Bool, acceptedBytes: Int) {
            self.at = at
            self.reset = reset
            self.acceptedBytes = acceptedBytes
        }
    }

    package init(
        provider: ProviderRole, number: Int = 1, connection: Int = 1, requestOnConnection: Int = 1,
        marker: String? = nil, script: String = "", accepted: Instant, firstByte: Instant, head: RequestHead
    ) {
        self.provider = provider
        self.number = number
        self.connection = connection
        self.requestOnConnection = requestOnConnection
        self.marker = marker
        self.script = script
        self.accepted = accepted
        self.firstByte = firstByte
        self.head = head
        self.headBytes = []
        self.body = []
        self.bodyBytes = 0
        self.framing = "none"
        self.sentHeadBytes = []
        self.sentBody = Transcript()
        self.events = []
        self.acceptedBytes = 0
        self.lockstep = []
        self.ending = .playing
    }
}
