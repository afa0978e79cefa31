internal import Wire

extension Check {
    /// When to come back.
    package static let headersRetryAfterKept = Check(
        id: "headers.retry-after-kept", title: "Retry-After and retry-after-ms reach the client under their own names",
        requirement: "HDR-001",
        rationale:
            "SDKs wait exactly as long as these headers say; without them they guess half a second and add to the load "
            + "that the provider asked to be spared.",
        passing: [
            Example("kept", .limited(["retry-after": "7"], ["retry-after": "7"])),
            Example("allowed: the same number in another form", .limited(["retry-after": "7"], ["retry-after": "7.0"])),
            Example("none sent", .limited([:], [:])),
        ],
        failing: [
            Example("lost", .limited(["retry-after": "7"], [:])),
            Example("changed", .limited(["retry-after": "7"], ["retry-after": "60"])),
            Example("renamed", .limited(["retry-after-ms": "250"], ["x-upstream-retry-after-ms": "250"])),
            Example("garbled", .limited(["retry-after": date], ["retry-after": "Fri, 31 Dec"])),
        ],
        each: { round in
            guard let sent = round.provided?.head?.fields, let received = round.received.head?.fields else {
                return round.unanswered.map { [$0] } ?? []
            }
            guard !round.received.isSuccess else { return [] }
            return ["retry-after", "retry-after-ms"].compactMap { name in
                guard let before = sent[name] else { return nil }
                if let after = received[name], RetryDelay(before).means(RetryDelay(after)) { return nil }
                return HeaderText.kept(name, sent, received)
            }
        })

    private static let date = "Fri, 31 Dec 2027 23:59:59 GMT"
}

/// A delay in one of the forms that clients read.
private struct RetryDelay {
    let text: String

    init(_ text: String) { self.text = text.trimmingOWS() }

    private var seconds: Double? { Double(text) }
    private var isDate: Bool { text.hasSuffix("GMT") && text.split(separator: " ").count == 6 }

    /// A date may become the seconds until then: which of both is right cannot be told without the wall clock.
    func means(_ other: RetryDelay) -> Bool {
        if let seconds { return seconds == other.seconds || other.isDate }
        return text == other.text || isDate && (other.seconds ?? -1) > 0
    }
}

extension Trial {
    /// A 429 with these headers at either end.
    fileprivate static func limited(
        _ sent: KeyValuePairs<String, String>, _ received: KeyValuePairs<String, String>
    )
        -> Trial
    {
        answer(
            .error(429, "No.", HeaderFields(sent.map { HeaderField($0.key, $0.value) })),
            received: .error(429, "No.", HeaderFields(received.map { HeaderField($0.key, $0.value) })))
    }
}
