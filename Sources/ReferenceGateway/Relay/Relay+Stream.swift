internal import NIOCore

extension Relay {
    /// Keeps the head of a stream until the first event shows that it is one.
    func hold(_ head: HeadScan) {
        phase = .holding
        output.head = responseHead(head, framing: .stream)
        limit(hasNext ? timeouts.head : timeouts.hold)
    }

    /// Sends the head although no event has come; from here on an error must be an event.
    func release() {
        phase = .streaming
        limit(timeouts.idle)
        send(ByteBuffer(), isLast: false)
    }

    /// Reads payload, and passes on at once what is whole.
    func receivedEvents(_ bytes: ByteBuffer) {
        var events = ByteBuffer()
        let step = normaliser.feed(bytes, into: &events)
        if normaliser.progress.events > 0 {
            phase = .streaming
            limit(timeouts.idle)
        }
        let isStreaming = if case .streaming = phase { true } else { false }
        switch step {
        case .more:
            if isStreaming, events.readableBytes > 0 { send(events, isLast: false) }
        case .done: finishStream(events)
        case .failed(let failure):
            guard isStreaming else { return failBeforeStream(failure) }
            if events.readableBytes > 0 { send(events, isLast: false) }
            failInStream(failure)
        }
    }

    /// `[DONE]`: the client's answer is whole although the provider's message may not have ended yet.
    private func finishStream(_ events: ByteBuffer) {
        send(events, isLast: true)
        let rest = upstream
        phase = .draining
        upstream = nil
        client.finished(keepsAlive: routed.incoming.isHTTP11)
        guard rest != nil else { return finish() }
        upstream = rest
        limit(1_000)
    }

    private func failBeforeStream(_ failure: EventNormaliser.Failure) {
        guard !failure.isInvalid else {
            return giveUp(.provider("The provider's first event is not valid JSON.", code: "provider_invalid_json"))
        }
        failInBand(failure.payload)
    }

    private func failInStream(_ failure: EventNormaliser.Failure) {
        guard !failure.isInvalid else {
            return streamFailed("The provider sent an event that is not valid JSON.", code: "provider_invalid_json")
        }
        let reading = ErrorReading(failure.payload, status: 502, endpoint: routed.endpoint)
        let isSecret = failure.payload.withUnsafeBytes { pool.holdsKey($0) }
        if reading.isSound, !isSecret, !failure.payload.contains(0x0A) {
            return endStream(withError: String(decoding: failure.payload, as: UTF8.self))
        }
        endStream(withError: reading.object.body(for: .chat), object: reading.object)
    }

    /// The provider's connection broke in the middle of a stream.
    func streamCut() {
        if normaliser.progress.isComplete, !normaliser.progress.endsWithDone { return endCleanly(ByteBuffer()) }
        streamFailed("The provider's stream was cut off.", code: "provider_stream_cut")
    }

    /// The provider's message is whole; whether the stream is, its events say.
    func streamEnded() {
        let progress = normaliser.progress
        guard !normaliser.hasRest || normaliser.restIsDone else { return endedInsideEvent() }
        if progress.isComplete {
            return endCleanly(progress.endsWithDone ? ByteBuffer(staticString: "data: [DONE]\n\n") : ByteBuffer())
        }
        if case .holding = phase {
            return giveUp(.provider("The provider's stream ended before its first event.", code: "provider_stream_cut"))
        }
        streamFailed("The provider's stream ended before its answer did.", code: "provider_stream_cut")
    }

    private func endedInsideEvent() {
        let rest = normaliser.rest
        let isError = rest.withUnsafeBytes { EventScan($0).kind == .error }
        if case .holding = phase {
            return isError
                ? failInBand(rest)
                : giveUp(.provider("The provider's stream ended inside its first event.", code: "provider_stream_cut"))
        }
        if isError { return failInStream(EventNormaliser.Failure(payload: rest, isInvalid: false)) }
        streamFailed("The provider's stream ended inside an event.", code: "provider_stream_cut")
    }

    private func endCleanly(_ last: ByteBuffer) {
        send(last, isLast: true)
        complete()
    }

    /// Ends a stream that has begun with an error of the gateway's own.
    func streamFailed(_ message: String, code: String) {
        let object = ErrorObject(message: message, type: "upstream_error", code: code)
        endStream(withError: object.body(for: .chat), object: object)
    }

    /// Writes the one error event, then ends message and connection: nothing that follows could be trusted.
    private func endStream(withError chat: String, object: ErrorObject? = nil) {
        var text: String
        switch routed.endpoint {
        case .responses:
            let fields = object ?? ErrorObject(message: "The provider's stream failed.", type: "upstream_error")
            text = "event: error\ndata: {\"type\":\"error\",\"code\":\(fields.code),\"message\":\(fields.message),"
            text += "\"param\":null,\"sequence_number\":\(normaliser.progress.sequenceNumber + 1)}\n\n"
        case .messages:
            let fields = object ?? ErrorObject(message: "The provider's stream failed.", type: "upstream_error")
            text = "event: error\ndata: \(fields.body(for: .messages))\n\n"
        default: text = "data: \(chat)\n\n"
        }
        send(ByteBuffer(string: text), isLast: true)
        complete(keepsAlive: false)
    }
}
