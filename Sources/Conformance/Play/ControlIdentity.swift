internal import Wire

/// Whether client and provider agree to the byte when nothing stands between them: the harness judging itself.
struct ControlIdentity {
    var exchange: Exchange

    /// What does not agree, as a sentence; nil when all does.
    var disagreement: String? {
        guard let attempt = exchange.attempts.last else {
            return mayFail ? nil : "the provider saw no request (\(exchange.client.ending))"
        }
        guard exchange.attempts.count == 1 else {
            return "one request became \(exchange.attempts.count) attempts"
        }
        return bytes(attempt) ?? ending(attempt)
    }

    /// Whether the script lets no request arrive at all.
    private var mayFail: Bool {
        [.refused, .reset, .aborted, .timedOut].contains(exchange.client.ending)
    }

    private func bytes(_ attempt: Attempt) -> String? {
        let (received, sent) = (exchange.client.body.bytes, attempt.sentBody.bytes)
        guard sent.starts(with: received) else {
            let offset = zip(sent, received).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? sent.count
            return "the client read a body that the provider did not write, from byte \(offset) on"
        }
        if attempt.ending == .complete, exchange.client.ending == .complete, received.count < sent.count {
            return "the client read \(received.count) of \(sent.count) bytes, and took them for complete"
        }
        if attempt.body != exchange.client.request.body, exchange.client.request.behaviour.verbatim == nil,
            attempt.bodyRead != nil
        {
            return "the provider read \(attempt.body.count) body bytes other than the client's"
        }
        return nil
    }

    private func ending(_ attempt: Attempt) -> String? {
        let allowed: [Ending]
        switch (attempt.ending, exchange.client.ending) {
        case (_, .aborted), (.playing, _), (.abandoned, _): return nil
        case (.closed, .shortBody), (.closed, .malformed), (.reset, .malformed): return nil
        case (.complete, _): allowed = [.complete, .closed]
        case (.closed, _): allowed = [.closed, .missingLastChunk, .noAnswer, .complete]
        // An RST overtakes bytes in flight, so the client may have seen the end before it.
        case (.reset, _): allowed = [.reset, .noAnswer, .missingLastChunk, .complete]
        case (.stalled, _): allowed = [.timedOut, .missingLastChunk, .noAnswer, .reset, .closed]
        }
        if allowed.contains(exchange.client.ending) { return nil }
        return "the script ended `\(attempt.ending.rawValue)`, but the client saw `\(exchange.client.ending)`"
    }
}
