package import Suites
internal import Wire

extension Timetable {
    /// Joins what the client and the provider saw of each booking, by the nonce of its marker.
    ///
    /// Of a part with several kinds, arm `a` of kind `k` is numbered `k * arms + a`.
    ///
    /// - Parameter relayed: by arm, what proxies of ours recorded.
    package func measures(
        _ log: ClientLog, _ stamps: UpstreamStamps, part: LoadPart, backup: UpstreamStamps? = nil,
        relayed: [Int: [Relayed]] = [:]
    ) -> [RequestMeasure] {
        var attempts: [UInt64: [UpstreamStamps.Row]] = [:]
        attempts.reserveCapacity(stamps.count)
        for index in 0..<stamps.count {
            let row = stamps[index]
            attempts[row.nonce, default: []].append(row)
        }
        if let backup {
            for index in 0..<backup.count {
                var row = backup[index]
                row.role = .backup
                attempts[row.nonce, default: []].append(row)
            }
            attempts = attempts.mapValues { $0.sorted { $0.firstByte < $1.firstByte } }
        }
        let kinds = part.kinds
        let attributions = kinds.map { Attribution(answer: $0.answer) }
        let visits = relayed.mapValues { RelayedRequests($0) }
        return log.rows.filter { bookings.indices.contains($0.booking) }.map { row in
            let booking = bookings[row.booking]
            let kind = min(booking.arm / max(1, arms), kinds.count - 1)
            let reading = AnswerReading.read(
                head: log.head(row), transcript: log.transcript(row), isStream: kinds[kind].isStream,
                endpoint: kinds[kind].endpoint)
            var measure = attributions[kind].measure(
                row, booking: booking, reading: reading, attempts: attempts[booking.nonce] ?? [])
            if let visits = visits[booking.arm], let upstream = attempts[booking.nonce]?.last {
                (measure.stayInward, measure.stayOutward) = visits.stays(
                    sent: row.ready, arrived: upstream.firstByte.nanoseconds,
                    writes: upstream.writes.dropFirst().map { $0?.nanoseconds })
            }
            measure.claim = ClaimHeader.claim(in: log.head(row))
            return measure
        }
    }
}
