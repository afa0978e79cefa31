internal import Wire

/// What a careful client concludes from a stream and the way its connection ended (requirements.md §2).
package enum Outcome: String, Sendable {
    /// Every choice finished and `[DONE]` came.
    case success
    /// An error event said that the answer failed.
    case signalled
    /// The connection broke before the end: visible to every client.
    case aborted
    /// The stream just stopped, with a clean end: looks complete to most clients.
    case truncated
    /// The answer is no stream.
    case notAStream

    /// Whether a client can tell that the answer failed.
    package var isVisibleFailure: Bool { self == .signalled || self == .aborted }
}

extension Answer {
    package var outcome: Outcome {
        guard isStream else { return .notAStream }
        if let outcome = responsesOutcome { return outcome }
        switch chat.value.outcome {
        case .accepted: return .success
        case .signalledFailure: return .signalled
        case .silentTruncation, .notAStream:
            return typedOutcome ?? (finish == .cut || finish == .open ? .aborted : .truncated)
        }
    }

    /// What the last event says where events have types, as in the Responses and the Messages API; nil elsewhere.
    private var typedOutcome: Outcome? {
        if chunks.contains(where: { $0.json["choices"] != nil }) { return nil }
        return switch chunks.last(where: { $0.json["type"] != nil })?.json["type"]?.stringValue {
        case "error", "response.failed": .signalled
        case "response.completed", "response.incomplete", "message_stop": .success
        default: nil
        }
    }

    /// The outcome by the terminal event of the Responses API; nil where there is none, or another API speaks.
    private var responsesOutcome: Outcome? {
        let types = parsed.value.compactMap { $0.json["type"]?.stringValue }
        guard types.contains(where: { $0.hasPrefix("response.") }) else { return nil }
        if types.contains("error") || types.contains("response.failed") { return .signalled }
        return types.contains("response.completed") || types.contains("response.incomplete") ? .success : nil
    }

    /// Whether any payload event (not only comments) was in the stream.
    package var hasEvents: Bool { !stream.value.events.isEmpty }

    /// Whether any text, tool call or other content was in the stream.
    package var hasContent: Bool { (chat.value.contentEnds.last ?? 0) > 0 }
}
