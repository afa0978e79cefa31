package import Wire

/// One end of an answer, decoded by the same code for both ends: what the client received, or what a provider sent.
package final class Answer: Sendable {
    /// How the bytes stopped, as far as the framing can tell.
    package enum Finish: String, Sendable {
        /// The framing says that the body is complete.
        case whole
        /// A close-delimited body ended with FIN: nobody can tell whether it is complete.
        case unmarked
        /// The connection ended before the framing was satisfied.
        case cut
        /// Nothing more came, and the connection stayed open or was given up by the reader.
        case open
        /// There was no final head.
        case none
    }

    package let head: ResponseHead?
    /// Every byte of every head.
    package let headBytes: [UInt8]
    /// The bytes after the final head, transfer coding included.
    package let wire: Transcript
    package let finish: Finish
    /// With its transfer coding removed, and unpacked where its head says gzip.
    package let body: Lazy<MessageBody>
    package let stream: Lazy<SSEStream>
    package let chat: Lazy<ChatStream>
    /// The payload as one JSON value; nil when it is none.
    package let json: Lazy<JSON?>
    let parsed: Lazy<[Chunk]>

    private init(
        head: ResponseHead?, headBytes: [UInt8], wire: Transcript, finish: Finish, body: Lazy<MessageBody>, choices: Int
    ) {
        let stream = Lazy { SSEStream.decode(body.value.payload) }
        self.head = head
        self.headBytes = headBytes
        self.wire = wire
        self.finish = finish
        self.body = body
        self.stream = stream
        chat = Lazy { ChatStream.read(stream.value, choices: choices) }
        json = Lazy { try? JSON.parse(body.value.payload) }
        parsed = Lazy {
            stream.value.events.enumerated().compactMap { index, event in
                guard let json = try? JSON.parse(event.data), json.members != nil else { return nil }
                return Chunk(event: index + 1, json: json)
            }
        }
    }

    /// What the client received.
    package convenience init(received record: ClientRecord, choices: Int) {
        self.init(
            head: record.head, headBytes: record.headBytes, wire: record.body, finish: Self.finish(of: record),
            body: Self.body(record.head, method: record.request.method, wire: record.body), choices: choices)
    }

    /// What a provider sent in one attempt.
    package convenience init(sent attempt: Attempt, choices: Int) {
        let body = Self.body(attempt.sentHead, method: attempt.head.method, wire: attempt.sentBody)
        self.init(
            head: attempt.sentHead, headBytes: attempt.sentHeadBytes, wire: attempt.sentBody,
            finish: Self.finish(of: attempt, body: body), body: body, choices: choices)
    }

    private static func body(_ head: ResponseHead?, method: String, wire: Transcript) -> Lazy<MessageBody> {
        Lazy {
            let head = head ?? ResponseHead(status: 0)
            return MessageBody.decode(head: head, method: method, transcript: wire).unpacked(head: head)
        }
    }

    private static func finish(of record: ClientRecord) -> Finish {
        guard record.head != nil else { return .none }
        switch record.ending {
        case .complete: return .whole
        case .closed: return .unmarked
        case .timedOut, .aborted, .limit: return .open
        case .shortBody, .missingLastChunk, .reset, .noAnswer, .refused, .malformed, .failed: return .cut
        }
    }

    private static func finish(of attempt: Attempt, body: Lazy<MessageBody>) -> Finish {
        guard attempt.sentHead != nil else { return .none }
        switch attempt.ending {
        case .reset: return .cut
        case .stalled, .abandoned, .playing: return body.value.isComplete && !isClose(body) ? .whole : .open
        case .complete, .closed: return isClose(body) ? .unmarked : body.value.isComplete ? .whole : .cut
        }
    }

    private static func isClose(_ body: Lazy<MessageBody>) -> Bool {
        if case .close = body.value.framing { true } else { false }
    }
}

extension Answer {
    package var status: Int { head?.status ?? 0 }

    package var payload: [UInt8] { body.value.payload }

    /// The payload as its content coding has it.
    package var packedPayload: [UInt8] {
        guard let head, head.isGzip else { return payload }
        return MessageBody.decode(head: head, method: "POST", transcript: wire).payload
    }

    /// The media type in lower case without its parameters; empty when there is none.
    package var mediaType: String {
        let field = head?.fields["content-type"] ?? ""
        return field.prefix { $0 != ";" }.lowercased().trimmingOWS()
    }

    /// Whether head and media type say that this is a successful event stream.
    package var isStream: Bool { status == 200 && mediaType == "text/event-stream" }

    package var isSuccess: Bool { (200..<300).contains(status) }

    /// Such as `502 text/html "<html>…"`, for findings.
    package var summary: String {
        guard let head else { return "no answer" }
        let type = mediaType.isEmpty ? "without a media type" : mediaType
        return "\(head.status) \(type) \"\(Excerpt.of(Array(payload.prefix(120))))\""
    }
}
