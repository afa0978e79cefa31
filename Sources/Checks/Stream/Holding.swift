internal import Wire

/// Until when a gateway held an event back, and how many bytes it had by then.
struct Holding {
    let attempt: Attempt
    let sent: Answer
    let received: Answer
    let wait: Attempt.LockstepWait

    var description: String {
        guard let arrival else { return "it never arrived" }
        let bytes = bytesWritten(before: arrival) - wait.bytesBefore
        let later = attempt.events.filter { $0.index > wait.event && $0.at <= arrival }.count
        if let ended = attempt.ended, ended <= arrival { return "held to the end of the stream" }
        if later == 0 { return "held past the wait's limit, then released by a timer" }
        if later > 1, wait.event + later >= attempt.events.count {
            return "held until the last event was written (\(bytes) bytes later)"
        }
        if later == 1 { return "held until the next event (\(bytes) bytes later)" }
        return "held until \(later) more events were written (\(bytes) bytes later)"
    }

    /// When the client had read as much content as the provider had sent with the event.
    private var arrival: Instant? {
        let ends = sent.chat.value.contentEnds
        guard wait.event >= 1, wait.event <= ends.count else { return received.wire.segments.last?.at }
        let wanted = ends[wait.event - 1]
        guard let index = received.chat.value.contentEnds.firstIndex(where: { $0 >= wanted }) else { return nil }
        let event = received.stream.value.events[index]
        return received.body.value.instant(ofByte: event.range.upperBound - 1)
    }

    private func bytesWritten(before instant: Instant) -> Int {
        attempt.sentBody.segments.last { $0.at <= instant }?.range.upperBound ?? 0
    }
}
