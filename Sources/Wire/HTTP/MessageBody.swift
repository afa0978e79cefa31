/// A response body with its transfer coding removed, and how far it can be trusted to be whole (RFC 9112 §6.3).
package struct MessageBody: Sendable, Equatable {
    /// What marks the end of the body.
    package enum Framing: Sendable, Equatable {
        /// There is no body: HEAD, 1xx, 204, 304.
        case none
        case length(Int)
        case chunked
        /// The end of the connection.
        case close
    }

    package var framing: Framing
    package var payload: [UInt8] = []
    /// The reads or writes of the transcript, mapped to payload offsets; those that moved no payload are left out.
    package var payloadSegments: [Transcript.Segment] = []
    /// The chunks, of a chunked body.
    package var frames: [ChunkFrame] = []
    package var trailers: HeaderFields = []
    /// The framing says that the body is whole; never true for `.close`, where only the ending can hint at it.
    package var isComplete = false
    /// Bytes after the end of the body: on a body-less answer, all of them.
    package var excess: [UInt8] = []
    /// What is wrong with the framing: bad chunks, contradicting lengths; nil when nothing is.
    package var problem: String?
    /// Why the body could not be unpacked whole; nil where it could, or was not packed.
    package var codingProblem: String?

    package init(framing: Framing) {
        self.framing = framing
    }

    /// The instant at which the payload byte at `offset` was moved, or nil past the end.
    package func instant(ofByte offset: Int) -> Instant? {
        Transcript(bytes: [], segments: payloadSegments).instant(ofByte: offset)
    }

    /// Decodes the bytes after a final response head; `method` is that of the request.
    package static func decode(head: ResponseHead, method: String, transcript: Transcript) -> MessageBody {
        let (framing, problem) = framing(of: head, method: method)
        var body = MessageBody(framing: framing)
        body.problem = problem
        switch framing {
        case .none: body.fill(transcript, length: 0)
        case .length(let length): body.fill(transcript, length: length)
        case .close:
            body.fill(transcript, length: transcript.bytes.count)
            body.isComplete = false
        case .chunked: body.unchunk(transcript)
        }
        return body
    }

    /// How the body that follows this head is delimited, and what contradicts itself there.
    package static func framing(of head: ResponseHead, method: String) -> (Framing, problem: String?) {
        if method == "HEAD" || head.status < 200 || head.status == 204 || head.status == 304 { return (.none, nil) }
        let codings = head.fields.list("transfer-encoding")
        let lengths = Set(head.fields.list("content-length"))
        if let last = codings.last {
            let problem = lengths.isEmpty ? nil : "both Transfer-Encoding and Content-Length"
            return (last.equalsIgnoringASCIICase("chunked") ? .chunked : .close, problem)
        }
        guard let text = lengths.first else { return (.close, nil) }
        if lengths.count > 1 {
            return (.close, "more than one Content-Length: \(lengths.sorted().joined(separator: ", "))")
        }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(text) else {
            return (.close, "Content-Length is no number: \(text)")
        }
        return (.length(length), nil)
    }

    private mutating func fill(_ transcript: Transcript, length: Int) {
        let end = min(length, transcript.bytes.count)
        payload = Array(transcript.bytes[..<end])
        excess = Array(transcript.bytes[end...])
        isComplete = transcript.bytes.count >= length
        for segment in transcript.segments {
            let range = segment.range.clamped(to: 0..<end)
            if !range.isEmpty { payloadSegments.append(Transcript.Segment(at: segment.at, range: range)) }
        }
    }

    private mutating func unchunk(_ transcript: Transcript) {
        var decoder = ChunkedDecoder()
        for segment in transcript.segments {
            let before = decoder.payload.count
            decoder.feed(transcript.bytes[segment.range])
            let range = before..<decoder.payload.count
            if !range.isEmpty { payloadSegments.append(Transcript.Segment(at: segment.at, range: range)) }
        }
        payload = decoder.payload
        frames = decoder.frames
        trailers = decoder.trailers
        isComplete = decoder.isComplete
        excess = Array(transcript.bytes.suffix(decoder.excess))
        if let error = decoder.error { problem = "\(error.message) at byte \(error.offset)" }
    }
}
