internal import Results
internal import Wire

/// Turns exchanges into the evidence of a result file: redacted, printable, bounded.
struct EvidenceRecorder {
    var redactor: Redactor

    /// Bytes kept of each message, and exchanges kept of each case.
    static let byteLimit = 16 << 10
    static let exchangeLimit = 4

    func record(_ exchanges: [Exchange]) -> Evidence {
        Evidence(exchanges: exchanges.prefix(Self.exchangeLimit).map(record))
    }

    private func record(_ exchange: Exchange) -> Evidence.ExchangeRecord {
        let start = exchange.client.started
        return Evidence.ExchangeRecord(
            client: client(exchange.client, attempts: exchange.attempts, since: start),
            attempts: exchange.attempts.prefix(8).map { attempt($0, since: start) },
            curl: redactor.redact(CurlLine(request: exchange.client.request).text))
    }

    private func client(_ record: ClientRecord, attempts: [Attempt], since start: Instant) -> Evidence.Side {
        let request = text(record.sentHead + record.request.body)
        let response = text(record.headBytes + record.body.bytes)
        return Evidence.Side(
            name: "client", request: request.text, response: response.text, ending: "\(record.ending)",
            timeline: Timeline(start: start).client(record, attempts: attempts),
            omitted: request.omitted + response.omitted)
    }

    private func attempt(_ attempt: Attempt, since start: Instant) -> Evidence.Side {
        let request = text(attempt.headBytes + attempt.body)
        let response = text(attempt.sentHeadBytes + attempt.sentBody.bytes)
        return Evidence.Side(
            name: attempt.provider.rawValue, request: request.text, response: response.text,
            ending: attempt.ending.rawValue, timeline: Timeline(start: start).provider(attempt),
            omitted: request.omitted + response.omitted)
    }

    private func text(_ bytes: [UInt8]) -> (text: String, omitted: Int) {
        let redacted = redactor.redact(bytes)
        let kept = redacted.prefix(Self.byteLimit)
        return (PrintableBytes.text(Array(kept)), redacted.count - kept.count)
    }
}
