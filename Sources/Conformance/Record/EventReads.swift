internal import Wire

/// When the client had read each of the events that a provider wrote.
struct EventReads {
    /// Instants by the provider's number of the event; empty where the two ends' events cannot be told to be the same.
    let instants: [(index: Int, at: Instant)]

    /// Numbers events by their order where both ends have equally many, else by equal data in the same order.
    init(_ record: ClientRecord, of attempts: [Attempt]) {
        guard let head = record.head, let attempt = attempts.last(where: { !$0.events.isEmpty }),
            let sentHead = attempt.sentHead
        else {
            instants = []
            return
        }
        let body = MessageBody.decode(head: head, method: record.request.method, transcript: record.body)
            .unpacked(head: head)
        let received = SSEStream.decode(body.payload).events
        let written = MessageBody.decode(
            head: sentHead, method: record.request.method, transcript: attempt.sentBody
        ).unpacked(head: sentHead)
        let sent = SSEStream.decode(written.payload).events
        let at = { (event: SSEStream.Event) in
            body.instant(ofByte: max(event.range.lowerBound, event.range.upperBound - 1))
        }
        if received.count == attempt.events.count {
            instants = zip(attempt.events, received).compactMap { write, event in at(event).map { (write.index, $0) } }
        } else if sent.count == attempt.events.count {
            instants = Self.matched(sent, received).compactMap { index, event in
                at(event).map { (attempt.events[index].index, $0) }
            }
        } else {
            instants = []
        }
    }

    /// Pairs each received event with the next sent one of the same data.
    private static func matched(
        _ sent: [SSEStream.Event], _ received: [SSEStream.Event]
    ) -> [(Int, SSEStream.Event)] {
        var next = 0
        return received.compactMap { event in
            guard let index = sent[next...].firstIndex(where: { $0.data == event.data }) else { return nil }
            next = index + 1
            return (index, event)
        }
    }
}
