internal import Suites
internal import Wire

/// Makes the provider's end of a live exchange out of what is known of it.
enum LiveAttempt {
    /// The attempt that a well-behaved provider would have made: from the reference's own answer, or a script's.
    ///
    /// - Parameter upstreamBody: the body that the gateway says to have sent, where it repeats it.
    static func make(like reference: ClientRecord, upstreamBody: [UInt8]?) -> Attempt {
        var attempt = Attempt(
            provider: .primary, marker: reference.request.marker, script: "reference", accepted: reference.started,
            firstByte: reference.started,
            head: RequestHead(method: reference.request.method, target: reference.request.target))
        attempt.body = upstreamBody ?? []
        attempt.bodyBytes = attempt.body.count
        attempt.sentHead = reference.head
        attempt.sentHeadBytes = reference.headBytes
        attempt.sentBody = reference.body
        attempt.acceptedBytes = reference.body.bytes.count
        attempt.ended = reference.ended
        attempt.ending = reference.ending == .complete || reference.ending == .closed ? .complete : .closed
        return attempt
    }

    /// A script's attempt with the body that the gateway repeated in place of the one of the control run.
    static func make(from control: Attempt, upstreamBody: [UInt8]?) -> Attempt {
        var attempt = control
        attempt.body = upstreamBody ?? []
        attempt.bodyBytes = attempt.body.count
        return attempt
    }
}
