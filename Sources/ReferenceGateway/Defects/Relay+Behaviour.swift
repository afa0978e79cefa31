internal import NIOCore
internal import Wire

/// Where the hooks of a behaviour meet the relay; nothing here runs in the correct gateway.
extension Relay {
    func changedRequestHead(_ bytes: ByteBuffer) -> ByteBuffer {
        guard let change = gateway.behaviour?.requestHead, let scan = try? HeadScan(bytes) else { return bytes }
        let parts = scan.text(scan.start).split(separator: " ").map(String.init)
        var head = RequestHead(method: parts[0], target: parts[1], version: parts[2], fields: scan.fields)
        change(&head, passage)
        return ByteBuffer(string: "\(head.method) \(head.target) \(head.version)\r\n").with(head.fields)
    }

    func changedResponseHead(_ bytes: ByteBuffer) -> ByteBuffer {
        guard let change = gateway.behaviour?.responseHead, let scan = try? HeadScan(bytes) else { return bytes }
        var head = ResponseHead(status: scan.status ?? 0, reason: scan.reason, fields: scan.fields)
        change(&head, passage)
        return ByteBuffer(string: "HTTP/1.1 \(head.status) \(head.reason)\r\n").with(head.fields)
    }

    private var passage: Behaviour.Passage {
        Behaviour.Passage(
            clientFields: routed.incoming.head.fields, providerFields: head?.fields ?? [],
            failedFields: failedHead?.fields ?? [],
            clientKey: gateway.configuration.clientKeys.first ?? "", providerKey: pool.provider.key,
            isStream: routed.isStream)
    }

    /// Writes a provider's error as the behaviour has it.
    func passChangedError(_ head: HeadScan, _ object: ErrorObject, _ status: Int) {
        var answer = Behaviour.FailedAnswer(status: status, body: object.body(for: routed.endpoint))
        gateway.behaviour?.providerError?(&answer)
        let framing = Framing.repaired(answer.body.utf8.count)
        client.send(responseHead(head, status: answer.status, framing: framing))
        client.send(ByteBuffer(string: answer.body))
        complete(keepsAlive: !answer.body.isEmpty)
    }

    var cacheKey: String {
        routed.incoming.body.cacheKey
    }
}

extension Relay {
    /// Ends a stream that broke off in the way of the defect; false in the correct gateway.
    func cutsInItsOwnWay() -> Bool {
        guard let behaviour = gateway.behaviour else { return false }
        if behaviour.policy.restartsStreams, attempts == 1 {
            startOver(next: hasNext)
            return true
        }
        switch behaviour.cut {
        case .errorEvent: return false
        case .abort: breakOff()
        case .cleanEnd: endCleanly(ByteBuffer())
        case .done: endCleanly(ByteBuffer(bytes: StreamEvent.done.bytes))
        case .stop: endCleanly(ByteBuffer(bytes: StreamEvent(data: Relay.stop).bytes + StreamEvent.done.bytes))
        case .halfEvent: endCleanly(ByteBuffer(bytes: normaliser.halfEvent + [0x0A, 0x0A]))
        case .hang:
            phase = .draining
            deadline = .distantFuture
        }
        return true
    }

    private static let stop =
        #"{"id":"chatcmpl-end","object":"chat.completion.chunk","created":1,"model":"up","choices":"#
        + #"[{"index":0,"delta":{},"finish_reason":"stop"}]}"#

    /// Treats an error event in the way of the defect; false in the correct gateway.
    func signalsInItsOwnWay(_ object: ErrorObject) -> Bool {
        let error = object.body(for: .chat)
        let text: String
        switch gateway.behaviour?.inBandError ?? .relayed {
        case .relayed, .swallowed: return false
        case .endsAsSuccess: text = ""
        case .asContent: text = "data: " + Relay.stop.replacing("{}", with: #"{"content":\#(object.message)}"#) + "\n\n"
        case .asBareLine:
            endCleanly(ByteBuffer(string: "\(error)\n\n"))
            return true
        case .asNamedEvent:
            endCleanly(ByteBuffer(string: "event: error\ndata: {\"message\":\(object.message)}\n\n"))
            return true
        case .thenSuccess: text = "data: \(error)\n\ndata: \(Relay.stop)\n\n"
        case .asEmptyObject:
            endCleanly(ByteBuffer(string: "data: {\"error\":{}}\n\n"))
            return true
        }
        endCleanly(ByteBuffer(string: text + "data: [DONE]\n\n"))
        return true
    }
}

extension HeadScan {
    var fields: HeaderFields {
        HeaderFields(lines.map { HeaderField(text($0.name), text($0.value)) })
    }
}

extension ByteBuffer {
    /// The start line followed by header lines and the empty line; scalars become single bytes.
    fileprivate func with(_ fields: HeaderFields) -> ByteBuffer {
        var buffer = self
        for field in fields {
            buffer.writeBytes(
                "\(field.name): \(field.value)\r\n".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        }
        buffer.writeStaticString("\r\n")
        return buffer
    }

    /// A head with Content-Length as the head of a chunked message.
    var chunked: ByteBuffer {
        ByteBuffer(string: text.replacing(/Content-Length: [0-9]+/, with: "Transfer-Encoding: chunked"))
    }

    /// A body of at least two bytes, framed in two chunks.
    var inTwoChunks: ByteBuffer {
        let bytes = Array(readableBytesView)
        var result = ByteBuffer()
        for part in [bytes.prefix(bytes.count / 2), bytes.suffix(bytes.count - bytes.count / 2)] {
            result.writeString(String(part.count, radix: 16) + "\r\n")
            result.writeBytes(part)
            result.writeStaticString("\r\n")
        }
        result.writeStaticString("0\r\n\r\n")
        return result
    }

    var text: String {
        String(decoding: readableBytesView, as: UTF8.self)
    }

    /// A body without what the harness changes from request to request.
    var cacheKey: String {
        text.replacing(/[0-9a-f]{16}/, with: "")
    }
}

extension RoutedRequest {
    /// Whether the client asked for usage at the end of its stream.
    var asksUsage: Bool {
        let body = try? JSON.parse(Array(incoming.body.readableBytesView))
        return body?["stream_options"]?["include_usage"]?.boolValue == true || body?["messages"] == nil
    }
}
