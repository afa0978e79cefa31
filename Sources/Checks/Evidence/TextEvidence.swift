internal import Wire

/// Findings from two texts.
package enum TextEvidence {
    /// A finding about two texts that must be equal; nil when they are.
    package static func finding(at place: String, sent: [UInt16], received: [UInt16]) -> Finding? {
        guard let difference = TextDifference(sent: sent, received: received) else { return nil }
        return Finding(
            JSONEvidence.kind(difference.kind), at: place, expected: difference.sentExcerpt,
            actual: difference.receivedExcerpt)
    }

    package static func finding(at place: String, sent: String, received: String) -> Finding? {
        finding(at: place, sent: Array(sent.utf16), received: Array(received.utf16))
    }
}
