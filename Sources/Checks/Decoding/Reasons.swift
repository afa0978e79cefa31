internal import Wire

extension Round {
    /// Whether the provider's last answer was no success, or was none at all.
    var providerFailed: Bool {
        guard let provided, provided.head != nil else { return true }
        return !provided.isSuccess
    }

    /// A finding when the client waited in vain; nil when it got some answer.
    var unanswered: Finding? {
        guard received.head == nil else { return nil }
        return Finding(
            .hiddenFailure, at: "answer", expected: "an answer",
            actual: "none; the connection ended as \(client.ending)")
    }
}

extension Answer {
    /// The error object, be it the body or the first error event of a stream; nil when there is none.
    var errorObject: JSON? {
        if isStream { return chunks.first { $0.isError }?.json["error"] }
        return json.value?["error"]
    }
}
