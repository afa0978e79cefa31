internal import NIOCore
internal import Wire

extension Relay {
    /// Keeps bytes of a body back; past the limit an answer goes on as it comes and an error is cut.
    func collect(_ bytes: ByteBuffer) {
        var bytes = bytes
        limit(timeouts.idle)
        if body.readableBytes == 0 { body = bytes } else { body.writeBuffer(&bytes) }
        guard body.readableBytes > gateway.configuration.limits.heldResponse, case .collecting(let judgement) = phase
        else { return }
        guard case .answer = judgement, let head else { return judge(judgement) }
        pass(head)
        send(body, isLast: false)
        body = ByteBuffer()
    }

    /// Decides what a whole body is.
    func judge(_ judgement: Judgement) {
        switch judgement {
        case .answer: judgeAnswer()
        case .error: passError(status: status)
        case .unwantedJSON: judgeUnwanted()
        }
    }

    private func judgeAnswer() {
        let verdict = body.withUnsafeReadableBytes { AnswerScan($0) }
        switch verdict {
        case .sound: passAnswer()
        case .error where gateway.has(.passesInBandAnswers): passAnswer()
        case .invalid where gateway.has(.passesBrokenJSON): passAnswer()
        case .error: failInBand(Array(body.readableBytesView))
        case .invalid: giveUp(.provider("The provider's answer is not valid JSON.", code: "provider_invalid_json"))
        }
    }

    private func judgeUnwanted() {
        if case .error = body.withUnsafeReadableBytes({ AnswerScan($0) }) {
            return failInBand(Array(body.readableBytesView))
        }
        giveUp(.provider("The provider answered a streaming request without a stream.", code: "provider_no_stream"))
    }

    private func passAnswer() {
        guard let head else { return }
        var payload = body
        if let change = gateway.behaviour?.responseBody {
            payload = ByteBuffer(bytes: change(Array(body.readableBytesView)))
        }
        let written = responseHead(head, framing: .length(payload.readableBytes))
        if gateway.has(.chunksAnswers), routed.incoming.isHTTP11, payload.readableBytes > 1 {
            return writeWhole(written.chunked, payload.inTwoChunks)
        }
        writeWhole(written, payload)
    }

    /// Writes head and body as one message.
    private func writeWhole(_ head: ByteBuffer, _ payload: ByteBuffer) {
        var head = head
        if payload.readableBytes <= StreamOutput.copied {
            head.writeImmutableBuffer(payload)
            client.send(head)
        } else {
            client.enqueue(head)
            client.send(payload)
        }
        if gateway.has(.caches), status == 200 { gateway.cache[cacheKey] = Answer(status: 200, body: payload.text) }
        complete()
    }

    /// An error inside a success: becomes the status that it should have had.
    func failInBand(_ text: [UInt8]) {
        let status = InBandStatus.of(ErrorReading(text, status: 502, endpoint: routed.endpoint).object)
        if asksAgain(after: status) { return }
        body = ByteBuffer(bytes: text)
        passError(status: status, inBand: true)
    }

    /// Passes a sound error on as it came; anything else becomes an error object of the same status.
    func passError(status: Int, inBand: Bool = false) {
        guard let head else { return }
        let text = inBand ? Array(body.readableBytesView) : errorText(head)
        let reading = ErrorReading(text, status: status, endpoint: routed.endpoint)
        let isSecret = text.withUnsafeBytes { pool.holdsKey($0) }
        if gateway.behaviour?.providerError != nil {
            let object = isSecret ? Relay.withoutSecret(reading.object, status, pool) : reading.object
            return passChangedError(head, object, status)
        }
        let isJSON = head.values(.contentType).first?.lowercased().hasPrefix("application/json") ?? false
        if reading.isSound && !isSecret && isJSON || gateway.has(.passesOddErrors) {
            return writeWhole(responseHead(head, status: status, framing: .length(body.readableBytes)), body)
        }
        let object = isSecret ? Relay.withoutSecret(reading.object, status, pool) : reading.object
        let sound = reading.isSound && !isSecret
        let repaired = sound ? ByteBuffer(bytes: text) : ByteBuffer(string: object.body(for: routed.endpoint))
        writeWhole(responseHead(head, status: status, framing: .repaired(repaired.readableBytes)), repaired)
    }

    /// The body of an error; of an error in the form of an event, its data.
    private func errorText(_ head: HeadScan) -> [UInt8] {
        if head.contains(.contentEncoding) { return [] }
        guard head.isEventStream else { return Array(body.readableBytesView) }
        return StreamEvent.split(Array(body.readableBytesView)).lazy.compactMap(\.json).first?.bytes ?? []
    }

    static func withoutSecret(_ object: ErrorObject, _ status: Int, _ pool: UpstreamPool) -> ErrorObject {
        var object = object
        let holdsKey = { (text: String) in Array(text.utf8).withUnsafeBytes { pool.holdsKey($0) } }
        object.message = ErrorObject.quoted("The provider failed with status \(status); its message held a secret.")
        object.extras = []
        if holdsKey(object.type) { object.type = ErrorObject.quoted(ErrorObject.type(ofStatus: status)) }
        if holdsKey(object.param) { object.param = "null" }
        if holdsKey(object.code) { object.code = "null" }
        return object
    }
}

/// What the text of a success is.
enum AnswerScan {
    case sound, error, invalid

    init(_ text: UnsafeRawBufferPointer) {
        var cursor = JSONCursor(text)
        var hasError = false
        cursor.skipSpace()
        let isObject = cursor.peek == UInt8(ascii: "{")
        let isValid =
            isObject
            ? cursor.readObject { key, cursor in
                cursor.skipSpace()
                if cursor.matches(key, "error"), cursor.peek != UInt8(ascii: "n") { hasError = true }
                return cursor.skipValue(depth: 1)
            } : cursor.skipValue()
        self = isValid && cursor.endsText ? (hasError ? .error : .sound) : .invalid
    }
}

/// The status that an error inside a success should have had.
enum InBandStatus {
    static func of(_ error: ErrorObject) -> Int {
        if let status = error.status { return status == 401 ? 502 : status }
        let words = error.type + error.code
        let known: [(String, Int)] = [
            ("rate_limit", 429), ("insufficient_quota", 429), ("overloaded", 503), ("context_length", 400),
            ("content_filter", 400), ("invalid_request", 400), ("not_found", 404), ("permission", 403),
        ]
        return known.first { words.contains($0.0) }?.1 ?? 502
    }
}
