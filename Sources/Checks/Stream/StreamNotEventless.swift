internal import Wire

extension Check {
    /// A provider that answers a stream request with plain JSON.
    package static let streamNotEventless = Check(
        id: "stream.not-eventless", title: "JSON in place of a stream becomes events or an error, not an eventless 200",
        requirement: "RESP-010",
        rationale:
            "Official clients read a JSON body as an empty stream without an error: the user sees an empty answer.",
        holdsInControl: false,
        passing: [
            Example("turned into events", .answer(.json(Sample.completion()), received: .sse(Sample.text("Hi")))),
            Example("refused", .answer(.json(Sample.completion()), received: .error(502))),
        ],
        failing: [
            Example(
                "relayed as JSON", .answer(.json(Sample.completion()), received: .json(Sample.completion()))),
            Example("an empty stream", .answer(.json(Sample.completion()), received: .sse(""))),
        ],
        each: { round in
            guard let provided = round.provided, provided.isSuccess, !provided.isStream else {
                return round.streams { _, _ in [] }
            }
            let received = round.received
            guard received.isSuccess, !(received.isStream && received.hasEvents), !received.outcome.isVisibleFailure
            else {
                return received.head == nil && round.client.ending == .timedOut ? [.unanswered(received)] : []
            }
            return [
                Finding(
                    .hiddenFailure, at: "answer", expected: "events, or an error status", actual: received.summary)
            ]
        })
}

extension Finding {
    /// The gateway left the client without an answer.
    static func unanswered(_ received: Answer) -> Finding {
        Finding(.hiddenFailure, at: "answer", expected: "an answer", actual: received.summary)
    }
}
