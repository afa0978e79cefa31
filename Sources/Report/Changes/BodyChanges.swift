internal import Wire

/// Compares two bodies as what they are: event streams, JSON, or bytes.
enum BodyChanges {
    static func compare(_ sent: EvidenceMessage, _ received: EvidenceMessage, isCut: Bool) -> Changes {
        var changes = Changes()
        let (old, new) = (sent.payload, received.payload)
        if let coding = received.coding ?? sent.coding, old != new {
            changes.notes.append("the body is packed (\(coding)) and not taken apart here")
            return changes
        }
        if sent.isEventStream, received.isEventStream {
            let (before, after) = (SSEStream.decode(old), SSEStream.decode(new))
            changes.add(TextChanges.compare(before, after, isCut: isCut))
            changes.add(EventChanges.compare(before, after, isCut: isCut))
        } else if !old.isEmpty, !new.isEmpty, let before = try? JSON.parse(old),
            let after = try? JSON.parse(new)
        {
            changes.add(JSONChanges.compare(before, after))
        } else if isCut {
            changes.notes.append("of the body only the start was recorded, so it is not compared")
        } else if old != new {
            changes.changed.append(whole(old, new))
        } else if !old.isEmpty {
            changes.kept.append("body")
        }
        return changes
    }

    private static func whole(_ old: [UInt8], _ new: [UInt8]) -> Change {
        let kind: Change.Kind = new.isEmpty ? .lost : old.isEmpty ? .invented : .altered
        return Change(kind, at: "body", sent: PrintableBytes.text(old), received: PrintableBytes.text(new))
    }
}
