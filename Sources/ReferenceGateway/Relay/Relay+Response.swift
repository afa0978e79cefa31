internal import NIOCore
internal import Wire

extension Relay {
    /// The final head of a response is in.
    func received(_ head: HeadScan, status: Int) {
        self.head = head
        self.status = status
        limit(timeouts.idle)
        switch status {
        case 200..<300 where status != 204: receivedSuccess(head)
        case 204, 304: passHead(head)
        case 401 where !gateway.has(.passesCredentialErrors), 407:
            refuseAttempt(.provider("The provider refused the gateway's credential.", code: "provider_authentication"))
        case 300..<400 where gateway.has(.followsRedirects) && attempts == 1: followRedirect()
        case 300..<400:
            refuseAttempt(
                .provider("The provider answered with a redirect, which is not followed.", code: "provider_redirect"))
        default:
            if !asksAgain(after: status) { phase = .collecting(.error) }
        }
    }

    /// The provider's answer cannot be used, and no other provider would do better.
    private func refuseAttempt(_ refusal: Refusal) {
        var refusal = refusal
        refusal.fields += disclosure
        finish()
        client.refuse(refusal)
    }

    private func receivedSuccess(_ head: HeadScan) {
        if routed.incoming.method == "HEAD" { return passHead(head) }
        let coding = head.values(.contentEncoding).joined(separator: ",").lowercased()
        if !coding.isEmpty, coding != "identity" { return receivedEncoded(head, coding) }
        let isEvents = head.isEventStream || routed.isStream && !head.contains(.contentType)
        if gateway.has(.passesUnwantedForms), routed.isStream != isEvents { return pass(head) }
        switch (routed.isStream, isEvents) {
        case (true, true): hold(head)
        case (true, false): phase = .collecting(.unwantedJSON)
        case (false, true): giveUp(.provider("The provider sent a stream unasked.", code: "provider_unexpected_stream"))
        case (false, false): phase = .collecting(.answer)
        }
    }

    private func receivedEncoded(_ head: HeadScan, _ coding: String) {
        guard routed.incoming.head.accepts(coding) else {
            return giveUp(
                .provider("The provider used a content coding that was not asked for.", code: "provider_encoding"))
        }
        pass(head)
    }

    /// Passes the head on at once and then the body as it comes.
    func pass(_ head: HeadScan) {
        phase = .passing
        output.head = responseHead(head, framing: .stream)
        send(ByteBuffer(), isLast: false)
    }

    private func passHead(_ head: HeadScan) {
        phase = .passing
        client.send(responseHead(head, framing: .none))
        output.head = nil
    }

    /// Some payload of the body is in.
    func received(_ bytes: ByteBuffer) {
        switch phase {
        case .holding, .streaming: receivedEvents(bytes)
        case .collecting: collect(bytes)
        case .passing:
            limit(timeouts.idle)
            send(bytes, isLast: false)
        case .connecting, .waiting, .draining, .finished: break
        }
    }

    /// The response is whole as far as its framing goes.
    func ended() {
        upstream = nil
        switch phase {
        case .holding, .streaming: streamEnded()
        case .collecting(let judgement): judge(judgement)
        case .passing:
            if status != 204, status != 304, routed.incoming.method != "HEAD" { send(ByteBuffer(), isLast: true) }
            complete()
        case .draining: finish()
        case .connecting, .waiting, .finished: break
        }
    }

    /// The client has the whole answer.
    func complete(keepsAlive: Bool = true) {
        finish()
        client.finished(keepsAlive: keepsAlive && routed.incoming.isHTTP11)
    }

    /// Writes framed payload to the client and holds the provider back if the client cannot take more.
    func send(_ payload: ByteBuffer, isLast: Bool) {
        let frames = output.frames(payload, isLast: isLast)
        for frame in frames.dropLast() { client.enqueue(frame) }
        if let last = frames.last { client.send(last.readableBytes > 0 ? last : ByteBuffer()) }
    }
}

extension HeadScan {
    var isEventStream: Bool {
        guard let type = values(.contentType).first else { return false }
        return type.prefix { $0 != ";" }.trimmingOWS().equalsIgnoringASCIICase("text/event-stream")
    }

    /// Whether a client that sent this head takes that content coding (RFC 9110 §12.5.3).
    fileprivate func accepts(_ coding: String) -> Bool {
        let ranges = values(.acceptEncoding).flatMap { $0.split(separator: ",") }.map { range -> (String, Bool) in
            let parts = range.split(separator: ";").map { $0.trimmingOWS().lowercased() }
            let isRefused = parts.dropFirst().contains { $0.hasPrefix("q=0") && Double($0.dropFirst(2)) == 0 }
            return (parts.first ?? "", !isRefused)
        }
        return ranges.first { $0.0 == coding }?.1 ?? ranges.first { $0.0 == "*" }?.1 ?? false
    }
}
