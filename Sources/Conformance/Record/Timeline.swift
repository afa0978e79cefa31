internal import Results
internal import Wire

/// What happened at one end, in milliseconds since the client started.
struct Timeline {
    var start: Instant
    /// More moments than this tell a reader nothing.
    static let limit = 200

    /// Reads are named after the provider's events where these can be told, so that a report can link the two.
    func client(_ record: ClientRecord, attempts: [Attempt] = []) -> [Evidence.Moment] {
        var moments: [(Instant, String)] = []
        if let ready = record.ready { moments.append((ready, "request sent")) }
        if let headAt = record.headAt { moments.append((headAt, "head \(record.head?.status ?? 0)")) }
        let events = EventReads(record, of: attempts).instants
        for event in events.prefix(Self.limit) { moments.append((event.at, "event \(event.index)")) }
        for segment in record.body.segments.prefix(events.isEmpty ? Self.limit : 0) {
            moments.append((segment.at, "read \(segment.range.count) bytes"))
        }
        moments.append((record.ended, "\(record.ending)"))
        return moments.map(moment)
    }

    func provider(_ attempt: Attempt) -> [Evidence.Moment] {
        var moments: [(Instant, String)] = [(attempt.firstByte, "request begins (attempt \(attempt.number))")]
        if let read = attempt.bodyRead { moments.append((read, "request read")) }
        if let head = attempt.headWritten { moments.append((head, "head \(attempt.sentHead?.status ?? 0)")) }
        for event in attempt.events.prefix(Self.limit) {
            moments.append((event.at, "event \(event.index), \(event.payload.count) bytes"))
        }
        for wait in attempt.lockstep.prefix(Self.limit) {
            moments.append(
                (
                    wait.released ?? wait.began,
                    wait.released == nil ? "event \(wait.event) held" : "event \(wait.event) seen"
                ))
        }
        if let ended = attempt.ended { moments.append((ended, attempt.ending.rawValue)) }
        if let close = attempt.peerClose {
            moments.append((close.at, close.reset ? "gateway resets" : "gateway closes"))
        }
        return moments.sorted { $0.0 < $1.0 }.map(moment)
    }

    private func moment(_ pair: (Instant, String)) -> Evidence.Moment {
        Evidence.Moment(milliseconds: (Double(pair.0 - start) / 1000).rounded() / 1000, what: pair.1)
    }
}
