package import Suites

extension Timetable {
    /// Joins what the client and the provider saw of each booking, by the nonce of its marker.
    package func measures(_ log: ClientLog, _ stamps: UpstreamStamps, part: LoadPart) -> [RequestMeasure] {
        var attempts: [UInt64: [UpstreamStamps.Row]] = [:]
        attempts.reserveCapacity(stamps.count)
        for index in 0..<stamps.count {
            let row = stamps[index]
            attempts[row.nonce, default: []].append(row)
        }
        let attribution = Attribution(answer: part.answer)
        return log.rows.filter { bookings.indices.contains($0.booking) }.map { row in
            let booking = bookings[row.booking]
            let reading = AnswerReading.read(
                head: log.head(row), transcript: log.transcript(row), isStream: part.isStream)
            return attribution.measure(
                row, booking: booking, reading: reading, attempts: attempts[booking.nonce] ?? [])
        }
    }
}
