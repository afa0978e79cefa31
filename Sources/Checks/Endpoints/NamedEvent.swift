internal import Wire

/// One event of a stream whose events have names: the Responses and the Messages API.
struct NamedEvent {
    let place: String
    /// The `event:` field.
    let name: String?
    let json: JSON

    var type: String { json["type"]?.stringValue ?? "" }

    /// A key for what the deltas of one part belong to.
    var part: String {
        let id = json["item_id"]?.stringValue ?? ""
        let indexes = ["output_index", "content_index", "index"].compactMap { json[$0]?.intValue }.map(String.init)
        return ([id] + indexes).joined(separator: "/")
    }

    /// The part without ids, which a gateway may rewrite.
    var position: String {
        ["output_index", "content_index", "index"].compactMap { json[$0]?.intValue }.map(String.init).joined(
            separator: "/")
    }
}

extension Answer {
    var namedEvents: [NamedEvent] {
        let events = stream.value.events
        return chunks.map { NamedEvent(place: $0.place, name: events[$0.event - 1].name, json: $0.json) }
    }
}
