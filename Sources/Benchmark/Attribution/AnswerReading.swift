package import Suites
package import Wire

/// One answer as a client would read it, with the instant at which each part had arrived.
package struct AnswerReading: Sendable, Equatable {
    /// One data event of a stream.
    package struct Arrival: Sendable, Equatable {
        /// When the read returned that completed the event, in nanoseconds.
        package var at: Int64
        /// Content units that the client has after this event.
        package var contentEnd: Int
        /// The event added text of any kind: content, reasoning, refusal, tool arguments.
        package var hasText = false
        /// The event added text other than reasoning.
        package var hasOutput = false
        /// The event has a non-empty `choices`.
        package var hasChoices = false
    }

    /// The body is whole and, of a stream, ended as it should.
    package var isWhole = false
    /// First event of any kind, comments included; nil without one.
    package var firstEventAt: Int64?
    package var arrivals: [Arrival] = []
    /// `[DONE]`.
    package var doneAt: Int64?
    /// The last byte of the payload.
    package var lastByteAt: Int64?
    /// The text of the first choice.
    package var text: [UInt16] = []

    package init() {}

    /// Reads an answer; never throws, a broken one is simply not whole.
    package static func read(
        head: [UInt8], transcript: Transcript, isStream: Bool, endpoint: LoadEndpoint = .chat
    ) -> AnswerReading {
        var reading = AnswerReading()
        guard let response = response(head) else { return reading }
        let body = MessageBody.decode(head: response, method: "POST", transcript: transcript)
        reading.isWhole = body.isComplete || body.framing == .close
        reading.lastByteAt = body.payloadSegments.last?.at.nanoseconds
        guard isStream else {
            reading.readWhole(body, endpoint)
            return reading
        }
        if endpoint == .chat { reading.readStream(body) } else { reading.readStream(body, endpoint) }
        return reading
    }

    /// The final head; interim ones stand before it.
    private static func response(_ bytes: [UInt8]) -> ResponseHead? {
        var rest = bytes[...]
        while !rest.isEmpty {
            var parser = HeadParser(.response)
            let used = parser.feed(rest)
            guard parser.error == nil, parser.isComplete, let head = parser.response, used > 0 else { return nil }
            if head.status >= 200 { return head }
            rest = rest.dropFirst(used)
        }
        return nil
    }

    private mutating func readWhole(_ body: MessageBody, _ endpoint: LoadEndpoint) {
        guard let json = try? JSON.parse(body.payload) else {
            isWhole = false
            return
        }
        text = EndpointText.whole(json, endpoint)
    }

    /// A stream of another endpoint than chat: only its text, and its end, are looked at.
    private mutating func readStream(_ body: MessageBody, _ endpoint: LoadEndpoint) {
        let sse = SSEStream.decode(body.payload)
        var clock = SegmentClock(body.payloadSegments)
        var hasEnded = false
        for event in sse.events {
            guard let at = clock.at(end: event.range.upperBound) else { continue }
            firstEventAt = firstEventAt ?? at
            let step = EndpointText.step(event, endpoint)
            text += step.text
            hasEnded = hasEnded || step.isEnd
            if step.isEnd, doneAt == nil { doneAt = at }
            arrivals.append(
                Arrival(
                    at: at, contentEnd: text.count, hasText: !step.text.isEmpty, hasOutput: !step.text.isEmpty,
                    hasChoices: step.hasChoices))
        }
        isWhole = isWhole && hasEnded
    }

    private mutating func readStream(_ body: MessageBody) {
        let sse = SSEStream.decode(body.payload)
        let chat = ChatStream.read(sse)
        isWhole = isWhole && chat.outcome == .accepted
        var (first, clock) = (SegmentClock(body.payloadSegments), SegmentClock(body.payloadSegments))
        let firstEnds = [sse.events.first?.range.upperBound, sse.comments.first?.range.upperBound].compactMap { $0 }
        firstEventAt = firstEnds.min().flatMap { first.at(end: $0) }
        for event in chat.events {
            guard let at = clock.at(end: event.range.upperBound) else { continue }
            if event.kind == .done, doneAt == nil { doneAt = at }
            arrivals.append(Self.arrival(event, at: at))
        }
        text = chat.fold.choices[0]?.content ?? []
        if text.isEmpty { text = chat.fold.choices[0]?.toolCalls.first?.arguments ?? [] }
    }

    private static func arrival(_ event: ChatEvent, at: Int64) -> Arrival {
        let choices = event.json?["choices"]?.elements ?? []
        let reasoning = choices.reduce(0) { sum, choice in
            sum + (choice["delta"]?["reasoning"]?.units?.count ?? 0)
                + (choice["delta"]?["reasoning_content"]?.units?.count ?? 0)
        }
        return Arrival(
            at: at, contentEnd: event.content.upperBound, hasText: !event.content.isEmpty,
            hasOutput: event.content.count > reasoning, hasChoices: !choices.isEmpty)
    }
}

/// Finds the read that brought a byte, for offsets that only grow.
private struct SegmentClock {
    private let segments: [Transcript.Segment]
    private var index = 0

    init(_ segments: [Transcript.Segment]) {
        self.segments = segments
    }

    /// When everything before `end` had arrived; nil when it never did.
    mutating func at(end: Int) -> Int64? {
        while index < segments.count, segments[index].range.upperBound < end { index += 1 }
        return index < segments.count ? segments[index].at.nanoseconds : nil
    }
}
