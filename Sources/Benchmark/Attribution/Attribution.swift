package import Suites
internal import Wire

/// Splits the time of one request into what each part of the path took, from the stamps of both ends.
///
/// All instants are of one clock. `in` runs from just before the client's send to just after the provider's read,
/// `out` from just before the provider's write to just after the client's read.
package struct Attribution: Sendable {
    package var answer: PreparedAnswer

    private let plainText: [UInt16]

    package init(answer: PreparedAnswer) {
        self.answer = answer
        plainText =
            answer.pace.map { pace in (1...pace.events).flatMap { Array(pace.content(ofEvent: $0).utf16) } } ?? []
    }

    /// The measure of a request.
    ///
    /// - Parameters:
    ///   - row: what the client saw.
    ///   - attempts: what the provider saw under the request's marker, in order.
    package func measure(
        _ row: ClientLog.Row, booking: Timetable.Booking, reading: AnswerReading, attempts: [UpstreamStamps.Row]
    ) -> RequestMeasure {
        var measure = RequestMeasure(arm: booking.arm, round: booking.round)
        measure.offset = booking.offset
        measure.lateness = row.started - row.intended
        measure.attempts = attempts.count
        measure.isReused = row.isReused
        let text = expected(reading, booking.nonce)
        judge(&measure, row, reading, text)
        (measure.answeredBy, measure.isMixed) = signer(reading, text)
        times(&measure, row, reading)
        // With retries the last attempt is the one that was answered.
        if let upstream = attempts.last { attribute(&measure, row, reading, upstream, text) }
        measure.switchover = Self.switchover(attempts)
        measure.primaryAt = attempts.first { $0.role == .primary }.map { $0.firstByte.nanoseconds - row.intended }
        return measure
    }

    /// From the first provider's fault to the other provider's first byte of the same request.
    private static func switchover(_ attempts: [UpstreamStamps.Row]) -> Int64? {
        guard let other = attempts.first(where: { $0.role == .backup }),
            let fault = attempts.last(where: { $0.role == .primary && $0.faultAt != nil })?.faultAt
        else { return nil }
        return other.firstByte - fault
    }

    // MARK: was it right

    private func judge(
        _ measure: inout RequestMeasure, _ row: ClientLog.Row, _ reading: AnswerReading, _ text: [UInt16]?
    ) {
        if !row.isComplete {
            measure.trouble = "the transfer broke off"
        } else if row.status != 200 {
            measure.trouble = "status \(row.status)"
        } else if !reading.isWhole {
            measure.trouble = "the answer is not whole"
        } else if !sameText(reading, text) {
            measure.trouble = "the text was changed"
        }
        measure.isGood = measure.trouble.isEmpty
    }

    private func sameText(_ reading: AnswerReading, _ text: [UInt16]?) -> Bool {
        text.map { reading.text == $0 } ?? !reading.text.isEmpty
    }

    /// The text that the provider said; nil for a JSON answer.
    private func expected(_ reading: AnswerReading, _ nonce: UInt64) -> [UInt16]? {
        guard let pace = answer.pace else { return nil }
        guard pace.isSigned else { return plainText }
        let role = Self.role(reading.text.first) ?? .primary
        return (1...pace.events).flatMap { event in
            AnswerSignature.content(role, nonce: nonce, event: event).map(UInt16.init)
        }
    }

    /// Who gave a signed answer; mixed when any part of it is another's, or another request's.
    private func signer(_ reading: AnswerReading, _ text: [UInt16]?) -> (ProviderRole?, Bool) {
        guard answer.pace?.isSigned == true, let text, !reading.text.isEmpty else { return (nil, false) }
        return (Self.role(reading.text.first), !text.starts(with: reading.text))
    }

    private static func role(_ unit: UInt16?) -> ProviderRole? {
        ProviderRole.allCases.first { unit == UInt16(AnswerSignature.letter($0)) }
    }

    // MARK: what the client alone knows

    private func times(_ measure: inout RequestMeasure, _ row: ClientLog.Row, _ reading: AnswerReading) {
        let since = { (at: Int64?) in at.flatMap { $0 > 0 ? $0 - row.intended : nil } }
        let texts = reading.arrivals.filter(\.hasText)
        measure.ttfb = since(row.headAt)
        measure.ttfe = since(reading.firstEventAt)
        measure.ttfc = since(reading.arrivals.first(where: \.hasChoices)?.at)
        measure.ttft = since(texts.first?.at)
        measure.ttfo = since(reading.arrivals.first(where: \.hasOutput)?.at)
        measure.contentEnd = since(texts.last?.at ?? reading.lastByteAt)
        measure.done = since(reading.doneAt)
        measure.closed = since(row.ended)
        measure.total = row.ready > 0 && row.ended > 0 ? row.ended - row.ready : nil
        measure.tokens = texts.count
        for (earlier, later) in zip(texts, texts.dropFirst()) {
            if later.at == earlier.at { measure.coalesced += 1 } else { measure.gaps.append(later.at - earlier.at) }
        }
    }

    // MARK: what both ends know

    private func attribute(
        _ measure: inout RequestMeasure, _ row: ClientLog.Row, _ reading: AnswerReading, _ upstream: UpstreamStamps.Row,
        _ text: [UInt16]?
    ) {
        guard row.ready > 0 else { return }
        measure.inward = upstream.firstByte.nanoseconds - row.ready
        measure.inwardFull = upstream.read.nanoseconds - row.ready
        measure.upstream = upstream.writes.first.flatMap { $0 }.map { $0 - upstream.read }
        let sent = upstream.writes.map { $0?.nanoseconds }
        let received: [Int64?]
        switch answer {
        case .json:
            received = [reading.lastByteAt]
            measure.correlation = reading.lastByteAt == nil ? .none : .exact
            measure.outward = [Self.difference(reading.lastByteAt, sent.first ?? nil)]
        case .stream(let pace), .tools(let pace):
            (received, measure.correlation) = arrivals(reading, pace, text ?? [])
            measure.outward = zip(received, sent.dropFirst()).map(Self.difference)
            measure.jitter = Self.jitter(received, Array(sent.dropFirst()))
            measure.pacing = Self.pacing(Array(sent.dropFirst()), pace, from: upstream.read.nanoseconds)
        }
        measure.residual = Self.residual(measure, upstream, row, end: reading.doneAt ?? reading.lastByteAt)
    }

    /// When the client had the text of each event of the provider.
    private func arrivals(
        _ reading: AnswerReading, _ pace: PreparedAnswer.Pace, _ text: [UInt16]
    ) -> ([Int64?], RequestMeasure.Correlation) {
        let texts = reading.arrivals.filter(\.hasText)
        guard !texts.isEmpty else { return (Array(repeating: nil, count: pace.events), .none) }
        // A text that was cut off is still in its right place; one that was changed is not.
        guard text.starts(with: reading.text) else {
            return ((0..<pace.events).map { $0 < texts.count ? texts[$0].at : nil }, .index)
        }
        var next = 0
        let instants = (1...pace.events).map { event -> Int64? in
            let end = pace.contentEnd(ofEvent: event)
            while next < texts.count, texts[next].contentEnd < end { next += 1 }
            return next < texts.count ? texts[next].at : nil
        }
        return (instants, .exact)
    }

    private static func difference(_ later: Int64?, _ earlier: Int64?) -> Int64? {
        guard let later, let earlier else { return nil }
        return later - earlier
    }

    /// What each gap between events grew by on the way; negative where events were merged.
    private static func jitter(_ received: [Int64?], _ sent: [Int64?]) -> [Int64] {
        zip(zip(received, sent), zip(received, sent).dropFirst()).compactMap { earlier, later in
            guard let before = difference(earlier.0, earlier.1), let after = difference(later.0, later.1) else {
                return nil
            }
            return after - before
        }
    }

    private static func pacing(_ sent: [Int64?], _ pace: PreparedAnswer.Pace, from start: Int64) -> [Int64] {
        sent.enumerated().compactMap { index, at in
            at.map { $0 - start - pace.firstNanoseconds - Int64(index) * pace.everyNanoseconds }
        }
    }

    /// What is left of the total when all named parts are taken away: about nothing, or the stamps do not belong together.
    private static func residual(
        _ measure: RequestMeasure, _ upstream: UpstreamStamps.Row, _ row: ClientLog.Row, end: Int64?
    ) -> Int64? {
        guard let total = measure.total, let inward = measure.inward, let ended = upstream.ended, let end else {
            return nil
        }
        let outLast = end - ended.nanoseconds
        return total - inward - (ended - upstream.firstByte) - outLast
    }
}
