internal import NIOCore

extension ClientConnection {
    var isWritable: Bool {
        context?.channel.isWritable ?? false
    }

    /// Writes at once; nothing waits for a second write.
    func send(_ buffer: ByteBuffer) {
        guard let context, buffer.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }

    /// Writes without a flush, so that several parts leave in one system call.
    func enqueue(_ buffer: ByteBuffer) {
        guard let context else { return }
        context.write(wrapOutboundOut(buffer), promise: nil)
    }

    /// Ends the connection in a way that the client can see: no last chunk, no rest of a length.
    func abort() {
        state = .closed
        context?.close(promise: nil)
    }

    /// Answers with an error of the gateway's own.
    func refuse(_ refusal: Refusal) {
        let isBodiless = request?.method == "HEAD"
        let endpoint = request.flatMap { Endpoint(path: $0.path) }
        var failed = Behaviour.FailedAnswer(status: refusal.status, body: refusal.error.body(for: endpoint))
        gateway.behaviour?.ownError?(&failed)
        let body = isBodiless ? "" : failed.body
        let answer = Answer(status: failed.status, fields: refusal.fields, body: body, contentType: failed.contentType)
        give(answer, closes: refusal.closes)
    }

    /// Writes a whole answer that came from no provider.
    func give(_ answer: Answer, closes: Bool = false) {
        let staysOpen = !closes && request?.keepsAlive ?? false
        var buffer = ByteBuffer()
        buffer.writeString("HTTP/1.1 \(answer.status) \(Reason.phrase(answer.status))\r\n")
        if answer.status != 204 {
            buffer.writeString("Content-Type: \(answer.contentType)\r\nContent-Length: \(answer.body.utf8.count)\r\n")
        }
        buffer.writeString(gateway.dateLine())
        buffer.writeString("x-request-id: \(gateway.makeRequestID())\r\n\(answer.fields)")
        buffer.writeString(staysOpen ? "\r\n" : "Connection: close\r\n\r\n")
        if request?.method != "HEAD" || gateway.has(.bodyOnHead) { buffer.writeString(answer.body) }
        send(buffer)
        if closes { return drain() }
        finished(keepsAlive: staysOpen)
    }

    /// Lets the client read the answer although it still sends: closing now would reset the connection under it.
    func drain() {
        request = nil
        state = .draining
        guard let context else { return }
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { [weak self] in
            self?.context?.close(promise: nil)
        }
    }
}

/// A whole answer of the gateway's own.
struct Answer {
    var status: Int
    /// Header lines, line ends included.
    var fields = ""
    var body: String
    var contentType = "application/json"
}
