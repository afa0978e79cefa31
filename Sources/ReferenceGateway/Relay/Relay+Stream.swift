internal import NIOCore

extension Relay {
    /// Keeps the head of a stream until the first event shows that it is one.
    func hold(_ head: HeadScan) {
        if let behaviour = gateway.behaviour {
            deviation = StreamDeviation(behaviour, asksUsage: routed.asksUsage, loop: gateway.loop) { [weak self] in
                self?.send($0, isLast: false)
            }
        }
        if hasStarted {
            phase = .streaming
            return limit(timeouts.idle)
        }
        phase = .holding
        output.head = responseHead(head, framing: .stream)
        limit(hasNext ? timeouts.head : timeouts.hold)
        if gateway.has(.releasesHeadAtOnce) { release() }
    }

    /// Sends the head although no event has come; from here on an error must be an event.
    func release() {
        phase = .streaming
        hasStarted = true
        limit(timeouts.idle)
        send(ByteBuffer(), isLast: false)
    }

    /// Reads payload, and passes on at once what is whole.
    func receivedEvents(_ bytes: ByteBuffer) {
        let bytes = deviation?.read(bytes) ?? bytes
        if gateway.has(.skipsNormaliser) { return receivedUnread(bytes) }
        var events = ByteBuffer()
        let step = normaliser.feed(bytes, into: &events)
        if normaliser.progress.events > 0 {
            phase = .streaming
            hasStarted = true
        }
        guard hasStarted else { return receivedNoEvent(step) }
        limit(timeouts.idle)
        switch step {
        case .more:
            if events.readableBytes > 0 { emit(events) }
        case .done: finishStream(events)
        case .failed(let failure):
            if events.readableBytes > 0 { emit(events) }
            failInStream(failure)
        }
    }

    /// What comes before the first event cannot keep the head back for longer, and comments are not kept.
    private func receivedNoEvent(_ step: EventNormaliser.Step) {
        if case .failed(let failure) = step { failBeforeStream(failure) }
    }

    /// Lets the bytes go as they are.
    private func receivedUnread(_ bytes: ByteBuffer) {
        phase = .streaming
        hasStarted = true
        limit(timeouts.idle)
        emit(bytes)
    }

    /// Sends events to the client.
    private func emit(_ events: ByteBuffer, isLast: Bool = false) {
        guard let deviation else { return send(events, isLast: isLast) }
        let leaving = deviation.release(deviation.changed(events), isLast: isLast)
        if leaving.readableBytes > 0 || isLast { send(leaving, isLast: isLast) }
    }

    /// `[DONE]`: the client's answer is whole although the provider's message may not have ended yet.
    private func finishStream(_ events: ByteBuffer) {
        emit(events, isLast: true)
        phase = .draining
        limit(1_000)
        if upstream == nil { finish() }
        client.finished(keepsAlive: routed.incoming.isHTTP11)
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
        if signalsInItsOwnWay(reading.object) { return }
        let isSecret = failure.payload.withUnsafeBytes { pool.holdsKey($0) }
        if reading.isSound, !isSecret, !failure.payload.contains(0x0A) {
            return endStream(withError: String(decoding: failure.payload, as: UTF8.self), object: reading.object)
        }
        let object = isSecret ? Relay.withoutSecret(reading.object, 502, pool) : reading.object
        endStream(withError: object.body(for: .chat), object: object)
    }

    /// The provider's connection broke in the middle of a stream.
    func streamCut() {
        if normaliser.progress.isComplete, !normaliser.progress.endsWithDone { return endCleanly(ByteBuffer()) }
        streamFailed("The provider's stream was cut off.", code: "provider_stream_cut")
    }

    /// The provider's message is whole; whether the stream is, its events say.
    func streamEnded() {
        if gateway.has(.skipsNormaliser) { return endCleanly(ByteBuffer()) }
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

    func endCleanly(_ last: ByteBuffer) {
        emit(last, isLast: true)
        complete()
    }

    /// Ends a stream that has begun with an error of the gateway's own.
    func streamFailed(_ message: String, code: String) {
        if cutsInItsOwnWay() { return }
        let object = ErrorObject(message: message, type: "upstream_error", code: code)
        endStream(withError: object.body(for: .chat), object: object)
    }

    /// Writes the one error event, then ends message and connection: nothing that follows could be trusted.
    private func endStream(withError chat: String, object: ErrorObject) {
        let text: String
        switch routed.endpoint {
        case .responses:
            let fields = #""code":\#(object.code),"message":\#(object.message),"param":\#(object.param)"#
            let number = normaliser.progress.sequenceNumber + 1
            // The `error` object is beside what the API asks for, because official clients raise on nothing else.
            let event = #"{"type":"error",\#(fields),"sequence_number":\#(number),"error":\#(object.text)}"#
            text = "event: error\ndata: \(event)\n\n"
        case .messages: text = "event: error\ndata: \(object.body(for: .messages))\n\n"
        default: text = "data: \(chat)\n\n"
        }
        emit(ByteBuffer(string: text), isLast: true)
        complete(keepsAlive: gateway.has(.keepsOpenAfterBreak))
    }
}
