internal import Wire

/// Findings about one header line.
enum HeaderText {
    /// The values of a name as evidence.
    static func show(_ values: [String]) -> String {
        values.isEmpty ? "absent" : Excerpt.of(values.joined(separator: " | "))
    }

    /// Nil when every value that was sent has arrived, in order.
    static func kept(_ name: String, _ sent: HeaderFields, _ received: HeaderFields) -> Finding? {
        let before = sent.all(name)
        let after = received.all(name)
        // A list may be joined into one line; blanks beside its commas mean nothing (RFC 9110 §5.3).
        let isJoined = before.count != after.count && sent.list(name) == received.list(name)
        guard !before.isEmpty, before != after, !isJoined else { return nil }
        return Finding(
            after.isEmpty ? .lost : .altered, at: name, expected: show(before), actual: show(after))
    }

    /// Names of headers that concern one connection only (RFC 9110 §7.6.1), which no end may take over from the other.
    static func hopByHop(_ fields: HeaderFields) -> [String] {
        let named = fields.list("connection").map { $0.lowercased() }.filter { $0 != "close" && $0 != "keep-alive" }
        return named + ["keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "upgrade"]
    }
}
