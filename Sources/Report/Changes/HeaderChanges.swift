internal import Wire

/// Compares header fields by name.
enum HeaderChanges {
    /// Each connection has its own (RFC 9110 §7.6.1), and any hop may write them anew.
    static let perConnection: Set<String> = [
        "connection", "content-length", "date", "host", "keep-alive", "server", "te", "transfer-encoding", "upgrade",
        "user-agent", "via",
    ]

    static func compare(_ sent: HeaderFields, _ received: HeaderFields) -> Changes {
        var changes = Changes()
        var seen: Set<String> = []
        for name in (sent.lines + received.lines).map({ $0.name.lowercased() }) where seen.insert(name).inserted {
            let (old, new) = (sent.all(name), received.all(name))
            if old == new {
                changes.kept.append(name)
            } else {
                changes.changed.append(change(name, old, new))
            }
        }
        return changes
    }

    private static func change(_ name: String, _ old: [String], _ new: [String]) -> Change {
        let kind: Change.Kind =
            if new.isEmpty { .lost } else if old.isEmpty { .invented } else if old.sorted() == new.sorted() {
                .reordered
            } else if new.count > old.count, Set(new) == Set(old) { .duplicated } else { .altered }
        var change = Change(
            kind, at: name, sent: old.joined(separator: ", "), received: new.joined(separator: ", "),
            isUsual: perConnection.contains(name))
        change.isHeader = true
        return change
    }
}
