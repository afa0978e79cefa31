internal import Wire

extension Check {
    /// A stream that nobody asked for.
    package static let responseJSONWhenUnasked = Check(
        id: "response.json-when-unasked", title: "Events in place of JSON become JSON or an error",
        requirement: "RESP-011",
        rationale:
            "A client that asked for one JSON object cannot parse events, and says so in a way that points at itself.",
        holdsInControl: false,
        passing: [
            Example("folded", .unasked(.json(Sample.completion()))), Example("refused", .unasked(.error(502))),
        ],
        failing: [
            Example("relayed", .unasked(.sse(Sample.text("Hi")))),
            Example("events labelled as JSON", .unasked(.json(Sample.text("Hi")))),
            Example("an empty answer", .unasked(.json(Sample.completion().replacing("\"Hi\"", with: "\"\"")))),
        ],
        each: { round in
            guard let provided = round.provided, provided.isStream, !round.asksForStream else { return [] }
            let received = round.received
            if let finding = round.unanswered { return [finding] }
            guard received.isSuccess else { return [] }
            guard let json = received.json.value, json["choices"]?.elements != nil else {
                return [
                    Finding(.malformed, at: "answer", expected: "one JSON object, or 502", actual: received.summary)
                ]
            }
            return TextEvidence.finding(
                at: "choice 0 content", sent: provided.chat.value.fold.choices[0]?.content ?? [],
                received: Fold(completion: json).choices[0]?.content ?? []
            ).map { [$0] } ?? []
        })
}

extension Trial {
    /// A provider that streams to a request without `stream`.
    fileprivate static func unasked(_ received: Reply) -> Trial {
        answer(.sse(Sample.text("Hi")), received: received) { $0.request = Sample.plainRequest }
    }
}
