internal import NIOCore
internal import Wire

extension Relay {
    /// How the body of a response to the client is framed.
    enum Framing {
        case none
        case length(Int)
        /// The same, for a body that the gateway wrote in place of the provider's.
        case repaired(Int)
        /// Chunked, or until close for a client of HTTP/1.0.
        case stream
    }

    /// Which provider answered and how many were asked, so that a fallback is no secret.
    var disclosure: String {
        "x-gateproof-provider: \(pool.provider.name)\r\nx-gateproof-attempts: \(attempts)\r\n"
    }

    /// The request for the provider being asked: head and body, the body not copied if it is large.
    func requestParts() -> [ByteBuffer] {
        let body = requestBody()
        let length = body.reduce(0) { $0 + $1.readableBytes }
        var head = requestHead(length: length)
        guard length <= 4 * StreamOutput.copied else { return [head] + body }
        for part in body { head.writeImmutableBuffer(part) }
        return [head]
    }

    /// The client's body with the bytes of the model's name replaced, and nothing else.
    private func requestBody() -> [ByteBuffer] {
        let body = routed.incoming.body
        guard let scan = routed.scan else { return body.readableBytes > 0 ? [body] : [] }
        var parts = [body]
        if let model = pool.provider.model {
            let front = body.getSlice(at: body.readerIndex, length: scan.modelRange.lowerBound)
            let end = scan.modelRange.upperBound
            let back = body.getSlice(at: body.readerIndex + end, length: body.readableBytes - end)
            let name = ErrorObject.quoted(model).dropFirst().dropLast()
            parts = [front, ByteBuffer(substring: name), back].compactMap { $0 }
        }
        let ofBackup = attempts > 1 ? gateway.behaviour?.backupBody : nil
        guard let change = ofBackup ?? gateway.behaviour?.requestBody else { return parts }
        return [ByteBuffer(bytes: change(parts.flatMap { Array($0.readableBytesView) }))]
    }

    private func requestHead(length: Int) -> ByteBuffer {
        let incoming = routed.incoming
        var buffer = ByteBuffer()
        buffer.reserveCapacity(1024 + min(length, 4 * StreamOutput.copied))
        buffer.writeString("\(incoming.method) \(incoming.target) HTTP/1.1\r\nHost: \(pool.authority)\r\n")
        let named = incoming.head.namedByConnection
        let keepsTrace = incoming.head.hasValidTrace
        incoming.head.bytes.withUnsafeReadableBytes { raw in
            for line in incoming.head.lines {
                switch line.kind {
                case .host, .contentLength, .transferEncoding, .expect, .hop, .connection, .credential, .own: continue
                case .acceptEncoding: continue
                case .authorization, .apiKey: writeKey(line, &buffer, incoming.head)
                case .traceparent, .tracestate: if keepsTrace { buffer.writeBytes(raw[line.line]) }
                default: if !incoming.head.isNamed(line, by: named) { buffer.writeBytes(raw[line.line]) }
                }
            }
        }
        if !incoming.head.lines.contains(where: { $0.kind == .authorization || $0.kind == .apiKey }) {
            buffer.writeString("Authorization: Bearer \(pool.provider.key)\r\n")
        }
        buffer.writeString(acceptance)
        buffer.writeStaticString("Via: 1.1 gateproof\r\n")
        if incoming.method == "POST" { buffer.writeString("Content-Length: \(length)\r\n") }
        buffer.writeStaticString("\r\n")
        return changedRequestHead(buffer)
    }

    /// The client's own acceptance, so that only what it can read comes back; else no coding at all.
    private var acceptance: String {
        let values = routed.incoming.head.values(.acceptEncoding)
        let isPlain = routed.isStream || values.isEmpty
        return "Accept-Encoding: \(isPlain ? "identity" : values.joined(separator: ", "))\r\n"
    }

    /// The provider's key in the field that the client used for its own.
    private func writeKey(_ line: FieldLine, _ buffer: inout ByteBuffer, _ head: HeadScan) {
        let key = pool.provider.key
        buffer.writeString(
            line.kind == .apiKey ? "\(head.text(line.name)): \(key)\r\n" : "Authorization: Bearer \(key)\r\n")
    }
}

extension Relay {
    /// The head for the client: the provider's fields less those of the hop, and the few that the gateway adds.
    func responseHead(_ head: HeadScan, status: Int? = nil, framing: Framing) -> ByteBuffer {
        let status = status ?? self.status
        var buffer = ByteBuffer()
        buffer.reserveCapacity(2048)
        let reason = status == self.status ? head.reason : Reason.phrase(status)
        buffer.writeString("HTTP/1.1 \(status) \(reason)\r\n")
        let named = head.namedByConnection
        head.bytes.withUnsafeReadableBytes { raw in
            for line in head.lines where passes(line, framing) && !head.isNamed(line, by: named) {
                let text = UnsafeRawBufferPointer(rebasing: raw[line.line])
                if !pool.holdsKey(text) { buffer.writeBytes(text) }
            }
        }
        writeFraming(framing, head, &buffer)
        if !head.contains(.date) { buffer.writeString(gateway.dateLine()) }
        if !head.contains(.requestID) { buffer.writeString("x-request-id: \(gateway.makeRequestID())\r\n") }
        buffer.writeString(disclosure)
        if !routed.incoming.keepsAlive { buffer.writeStaticString("Connection: close\r\n") }
        buffer.writeStaticString("\r\n")
        return changedResponseHead(buffer)
    }

    private func passes(_ line: FieldLine, _ framing: Framing) -> Bool {
        switch line.kind {
        case .hop, .connection, .transferEncoding, .contentLength, .setCookie, .own, .challenge, .authorization,
            .apiKey:
            return false
        case .contentType, .contentEncoding:
            if case .repaired = framing { return false }
            return true
        case .cacheControl, .accelBuffering:
            if case .stream = framing { return false }
            return true
        case .location: return status / 100 == 2
        default: return true
        }
    }

    private func writeFraming(_ framing: Framing, _ head: HeadScan, _ buffer: inout ByteBuffer) {
        switch framing {
        case .none: break
        case .length(let length):
            if !head.contains(.contentType) { buffer.writeStaticString("Content-Type: application/json\r\n") }
            buffer.writeString("Content-Length: \(length)\r\n")
        case .repaired(let length):
            buffer.writeString("Content-Type: application/json\r\nContent-Length: \(length)\r\n")
        case .stream:
            let cache = head.values(.cacheControl).first { $0.contains("no-store") } ?? "no-cache"
            buffer.writeString("Cache-Control: \(cache)\r\nX-Accel-Buffering: no\r\n")
            if !head.contains(.contentType) { buffer.writeStaticString("Content-Type: text/event-stream\r\n") }
            if output.isChunked { buffer.writeStaticString("Transfer-Encoding: chunked\r\n") }
        }
    }
}

extension HeadScan {
    var reason: String {
        let parts = text(start).split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[2]) : ""
    }

    /// Whether `Connection` names that field.
    func isNamed(_ line: FieldLine, by named: [String]) -> Bool {
        !named.isEmpty && named.contains(text(line.name).lowercased())
    }

    /// Whether the trace context may go on: one well-formed `traceparent` (W3C Trace Context 1 §3.2).
    var hasValidTrace: Bool {
        guard contains(.traceparent) || contains(.tracestate) else { return true }
        let parents = values(.traceparent)
        guard parents.count == 1, let parent = parents.first else { return false }
        let parts = parent.split(separator: "-", omittingEmptySubsequences: false).map { Array($0.utf8) }
        let isHex = parts.prefix(4).joined().allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard parts.count >= 4, isHex, zip(parts, [2, 16 * 2, 16, 2]).allSatisfy({ $0.count == $1 }) else {
            return false
        }
        let isKnown = parts[0] != Array("ff".utf8) && (parts.count == 4 || parts[0] != Array("00".utf8))
        return isKnown && parts[1].contains { $0 != 0x30 } && parts[2].contains { $0 != 0x30 }
    }
}
