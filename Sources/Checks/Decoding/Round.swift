package import Wire

/// One exchange of a trial, both ends decoded.
package struct Round: Sendable {
    package let exchange: Exchange
    /// What the client received.
    package let received: Answer
    /// What the provider sent, attempt by attempt, in the order of `exchange.attempts`.
    package let sent: [Answer]
    /// The request body as the client sent it; nil when it is no JSON.
    package let request: Lazy<JSON?>
    /// The request body as it arrived, attempt by attempt.
    package let arrived: [Lazy<JSON?>]
    package var context: Trial.Context
    package var parameters: JSON

    init(_ exchange: Exchange, context: Trial.Context) {
        let body = exchange.client.request.body
        let request = Lazy { try? JSON.parse(body) }
        let choices = request.value?["n"]?.intValue ?? 1
        self.exchange = exchange
        self.request = request
        received = Answer(received: exchange.client, choices: choices)
        sent = exchange.attempts.map { Answer(sent: $0, choices: choices) }
        arrived = exchange.attempts.map { attempt in Lazy { try? JSON.parse(attempt.body) } }
        self.context = context
        parameters = .null
    }

    package var client: ClientRecord { exchange.client }
    package var attempts: [Attempt] { exchange.attempts }

    /// The index of the attempt that answered: the last that wrote a head, else the last.
    package var answering: Int? {
        sent.lastIndex { $0.head != nil } ?? sent.indices.last
    }

    /// What the provider sent in the attempt that answered; nil when no provider was asked.
    package var provided: Answer? { answering.map { sent[$0] } }

    /// Whether the client asked for a stream.
    package var asksForStream: Bool { request.value?["stream"]?.boolValue ?? false }

    /// Whether the client asked for a usage chunk.
    package var asksForUsage: Bool { request.value?["stream_options"]?["include_usage"]?.boolValue ?? false }
}

extension Round {
    /// Strings of the list parameter `name`; empty when it was not given.
    package func names(_ name: String) -> [String] {
        parameters[name]?.elements?.compactMap(\.stringValue) ?? []
    }

    package func int(_ name: String) -> Int? { parameters[name]?.intValue }

    package func ints(_ name: String) -> [Int] {
        parameters[name]?.elements?.compactMap(\.intValue) ?? parameters[name]?.intValue.map { [$0] } ?? []
    }

    package func flag(_ name: String) -> Bool { parameters[name]?.boolValue ?? false }
}

extension Round {
    /// Judges a stream by both of its ends; where only one end has a stream, that alone may be the finding.
    ///
    /// Nothing is found when the provider's own answer was no stream and none was made of it, or when the provider
    /// failed and the gateway, which had passed nothing on yet, answered with an error status or broke the connection.
    package func streams(_ judge: (_ sent: Answer, _ received: Answer) -> [Finding]) -> [Finding] {
        guard let provided else {
            return received.isStream ? judge(.nothing, received) : [missingStream(because: "no provider was asked")]
        }
        guard provided.isStream else { return received.isStream ? judge(.nothing, received) : [] }
        guard received.isStream else {
            let failed = provided.outcome != .success
            let saw = received.head != nil || client.ending != .timedOut
            return failed && !received.isSuccess && saw ? [] : [missingStream(because: nil)]
        }
        return judge(provided, received)
    }

    private func missingStream(because reason: String?) -> Finding {
        let kind: Finding.Class = received.isSuccess ? .hiddenFailure : .refused
        let actual = received.summary + (reason.map { " (\($0))" } ?? "")
        return Finding(kind, at: "answer", expected: "200 text/event-stream with the provider's events", actual: actual)
    }

    /// Judges a JSON answer by both of its ends; an answer that got lost is itself the finding.
    package func documents(_ judge: (_ sent: JSON, _ received: JSON) -> [Finding]) -> [Finding] {
        guard let provided, provided.isSuccess, !provided.isStream, let sent = provided.json.value else {
            return provided == nil ? [missingDocument] : []
        }
        guard received.isSuccess, let got = received.json.value else { return [missingDocument] }
        return judge(sent, got)
    }

    private var missingDocument: Finding {
        Finding(
            received.isSuccess ? .malformed : .refused, at: "answer", expected: "the provider's JSON answer",
            actual: received.summary)
    }
}

extension Answer {
    /// The answer of a provider that never sent one.
    package static let nothing = Answer(
        received: ClientRecord(
            request: ClientRequest(origin: "", target: ""), started: Instant(nanoseconds: 0), ending: .noAnswer,
            ended: Instant(nanoseconds: 0)), choices: 1)
}
