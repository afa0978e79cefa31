package import Results
internal import Wire

/// What a gateway did to one exchange, in both directions, read from the recorded bytes.
///
/// It lists facts and judges none of them: many changes are a gateway's good right, and findings say which are not.
package struct ExchangeChanges: Sendable {
    /// Client to provider, one for each attempt.
    package let requests: [Changes]
    /// Provider to client; nil where no attempt was answered.
    package let answer: Changes?
    /// The attempt whose answer `answer` is about.
    package let answering: Int?

    package init(_ exchange: Evidence.ExchangeRecord) {
        requests = exchange.attempts.map { Self.request(exchange.client, $0) }
        answering = exchange.attempts.lastIndex { !$0.response.isEmpty }
        answer = answering.map { Self.answer(exchange, $0) }
    }

    private static func request(_ client: Evidence.Side, _ attempt: Evidence.Side) -> Changes {
        let (sent, received) = (EvidenceMessage(request: client.request), EvidenceMessage(request: attempt.request))
        return compare(sent, received, isCut: client.omitted + attempt.omitted > 0)
    }

    private static func answer(_ exchange: Evidence.ExchangeRecord, _ index: Int) -> Changes {
        let (attempt, client) = (exchange.attempts[index], exchange.client)
        let (sent, received) = (EvidenceMessage(response: attempt.response), EvidenceMessage(response: client.response))
        var changes = Changes()
        if received.isEmpty {
            changes.changed = [Change(.lost, at: "the whole answer", sent: sent.startLine, received: client.ending)]
        } else {
            changes = compare(sent, received, isCut: attempt.omitted + client.omitted > 0)
        }
        if let hidden = hiddenEnd(attempt, client, sent, received) { changes.changed.append(hidden) }
        changes.changed += delays(exchange, lane: index)
        return changes
    }

    private static func compare(_ sent: EvidenceMessage, _ received: EvidenceMessage, isCut: Bool) -> Changes {
        var changes = Changes()
        if sent.startLine == received.startLine {
            changes.kept = ["start line"]
        } else if sent.status == nil || sent.status != received.status {
            changes.changed = [Change(.altered, at: "start line", sent: sent.startLine, received: received.startLine)]
        } else {
            changes.changed = [
                Change(.altered, at: "start line", sent: sent.startLine, received: received.startLine, isUsual: true)
            ]
        }
        changes.add(HeaderChanges.compare(sent.fields, received.fields))
        changes.add(BodyChanges.compare(sent, received, isCut: isCut))
        return changes
    }

    /// The provider broke off, and the client was given a whole answer that does not say so.
    private static func hiddenEnd(
        _ attempt: Evidence.Side, _ client: Evidence.Side, _ sent: EvidenceMessage, _ received: EvidenceMessage
    ) -> Change? {
        guard ["closed", "reset", "stalled"].contains(attempt.ending), client.ending == "complete",
            sent.status == received.status, let status = received.status, status < 300
        else { return nil }
        let tellsError = SSEStream.decode(received.payload).events.contains { event in
            (try? JSON.parse(event.data))?["error"].map { !$0.isNull } ?? false
        }
        return tellsError ? nil : Change(.hiddenFailure, at: "end", sent: attempt.ending, received: client.ending)
    }

    /// Events that the client read only after the provider had written the next one, well after.
    private static func delays(_ exchange: Evidence.ExchangeRecord, lane: Int) -> [Change] {
        Timeline(exchange).pairs(lane: lane).filter(\.held).prefix(20).map { pair in
            Change(
                .delayed, at: pair.what, sent: "written at \(Figure.duration(milliseconds: pair.provider))",
                received: "read at \(Figure.duration(milliseconds: pair.client)), after the next was written")
        }
    }
}
